import { leagueOf } from '../../sports/leagues.ts';
import { isPlayerId, type LeagueId, type PlayerId } from '../../sports/model/index.ts';
import type { SearchHit, UpstreamCall } from '../../sports/upstream/index.ts';
import { at, listAt, playerIdAt, teamIdAt, textAt } from '../shapes/read.ts';
import { documentOf, malformed } from './answer.ts';
import type { EspnHosts } from './hosts.ts';

// A single word is a given name or a surname, which many players of many leagues share.
const MAX_HITS = 25;
const MAX_HITS_OF_ONE_WORD = 100;

/** `text` is sent as it is: ESPN finds plain ASCII names only, so the caller folds accents first. */
export const loadSearch = async (
  hosts: EspnHosts,
  league: LeagueId,
  text: string,
  call: UpstreamCall,
): Promise<readonly SearchHit[]> => {
  const { sport, slug } = leagueOf(league);
  const limit = String(text.includes(' ') ? MAX_HITS : MAX_HITS_OF_ONE_WORD);
  const query = new URLSearchParams({ query: text, type: 'player', limit, sport, league: slug });
  const answer = await hosts.web(`/apis/common/v3/search?${query.toString()}`, call);
  const items = listAt(documentOf(answer, `a search of ${league}`), 'items');
  if (items === undefined) throw malformed('a search without items');
  const hits = items.flatMap((item) => readHit(item, slug) ?? []);
  const seen = new Set<PlayerId>();
  return hits.filter(({ id }) => !seen.has(id) && seen.add(id));
};

const readHit = (item: unknown, slug: string): SearchHit | undefined => {
  // ESPN does not always honour the filters of the query.
  const leagues = [at(item, 'league'), at(item, 'defaultLeagueSlug')];
  if (at(item, 'type') !== 'player' || !leagues.includes(slug)) return undefined;
  const id = playerIdAt(item, 'id') ?? idOfUid(textAt(item, 'uid'));
  const name = textAt(item, 'displayName');
  if (id === null || name === null) return undefined;
  const team = at(item, 'teamRelationships', 0);
  return { id, name, teamId: teamIdAt(team, 'core', 'id'), teamName: textAt(team, 'displayName') };
};

// `s:20~l:28~a:3139477`: some hits have their numeric id here only.
const idOfUid = (uid: string | null): PlayerId | null => {
  const id = /~a:(\d+)(?:~|$)/.exec(uid ?? '')?.[1] ?? '';
  return isPlayerId(id) ? id : null;
};
