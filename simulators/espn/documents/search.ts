import type { Found } from '../search-index.ts';
import { guidOf } from './links.ts';

interface SearchAnswer {
  readonly found: readonly Found[];
  readonly limit: number;
  /** From 1. */
  readonly page: number;
}

export const searchDocument = ({ found, limit, page }: SearchAnswer) => ({
  count: found.length,
  pageIndex: found.length === 0 ? 0 : page,
  pageSize: limit,
  pageCount: Math.ceil(found.length / limit),
  items: found.slice((page - 1) * limit, page * limit).map(itemDocument),
});

const itemDocument = ({ id, uid, displayName, sport, league, team, relevance }: Found) => ({
  id,
  uuid: guidOf(uid),
  guid: guidOf(uid),
  displayName,
  type: 'player',
  sport,
  league,
  relevance: String(relevance + 1),
  defaultLeagueSlug: league,
  uid,
  includeSponsor: false,
  showKey: false,
  isLocked: false,
  teamRelationships:
    team === null
      ? []
      : [
          {
            type: 'team',
            displayName: team.displayName,
            core: { id: team.id, uid: team.uid, displayName: team.displayName },
          },
        ],
});
