import type { Query } from '../../cache/index.ts';
import { findLeague } from '../leagues.ts';
import { isPlayerId, isTeamId, type LeagueId, type SeasonType } from '../model/index.ts';
import type { Resources } from './resources.ts';

/** The query that a cache key belongs to: the refresh queue has the key alone. Undefined for a key of no resource. */
export const parseKey = (resources: Resources, key: string): Query<unknown> | undefined => {
  const [leagueText = '', resource = '', ...rest] = key.split(':');
  const league = findLeague(leagueText);
  if (league?.id !== leagueText) return undefined;
  const [subject = '', season = '', type = 'regular'] = rest;
  switch (resource) {
    case 'teams':
      return rest.length === 0 ? resources.teams(league.id) : undefined;
    case 'directory':
      return rest.length === 0 ? resources.directory(league.id) : undefined;
    case 'live':
      return rest.length === 0 ? resources.live(league.id) : undefined;
    case 'season':
      return rest.length === 0 ? resources.season(league.id) : undefined;
    case 'moves':
      return rest.length === 0 ? resources.moveList(league.id) : undefined;
    case 'table':
      return parseTableKey(resources, league.id, rest);
    case 'roster':
      return isTeamId(subject) && rest.length === 1 ? resources.roster(league.id, subject) : undefined;
    case 'team':
      return isTeamId(subject) && rest.length === 1 ? resources.teamDocument(league.id, subject) : undefined;
    case 'games': {
      if (!isPlayerId(subject) || rest.length !== 2 || !/^\d{4}$/.test(season)) return undefined;
      return resources.gameLog({ league: league.id, id: subject, season: Number(season) });
    }
    case 'player':
      return isPlayerId(subject) && rest.length === 1 ? resources.player(league.id, subject) : undefined;
    case 'name':
      return rest.length === 1 && subject !== '' ? resources.nameSearch(league.id, parseNameKey(subject)) : undefined;
    case 'stats': {
      if (!isPlayerId(subject) || !isSeasonType(type) || rest.length > 3) return undefined;
      const of = { league: league.id, id: subject, type };
      if (season === 'career') return resources.career(of);
      return /^\d{4}$/.test(season) ? resources.statLine(of, Number(season)) : undefined;
    }
    default:
      return undefined;
  }
};

const parseTableKey = (resources: Resources, league: LeagueId, rest: readonly string[]): Query<unknown> | undefined => {
  const [season = '', group = '', page = '', type = 'regular'] = rest;
  const isWhole = /^\d{4}$/.test(season) && /^[a-z]{1,20}$/.test(group) && /^\d{1,2}$/.test(page);
  if (!isWhole || !isSeasonType(type) || rest.length > 4) return undefined;
  return resources.seasonTable({ league, season: Number(season), type, group, page: Number(page) });
};

const isSeasonType = (text: string): text is SeasonType => text === 'regular' || text === 'postseason';

// A name's key is its words and its suffix; read back as one base it makes the same key, and the same search.
const parseNameKey = (text: string) => ({ base: text.split('-').join(' '), suffix: null });
