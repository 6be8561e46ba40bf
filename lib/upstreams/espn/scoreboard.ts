import type { LeagueId } from '../../sports/model/index.ts';
import type { ScoreboardRecord, UpstreamCall } from '../../sports/upstream/index.ts';
import { listAt } from '../shapes/read.ts';
import { documentOf, malformed } from './answer.ts';
import { readGame } from './game.ts';
import { sitePath, type EspnHosts } from './hosts.ts';

// The whole division: without it ESPN lists the games of ranked colleges only.
const COLLEGE_GROUP: Readonly<Partial<Record<LeagueId, string>>> = { cfb: '80', mbb: '50', wbb: '50' };

/** One day at a time: ESPN refuses ranges of days. */
export const loadScoreboard = async (
  hosts: EspnHosts,
  league: LeagueId,
  day: string | undefined,
  call: UpstreamCall,
): Promise<ScoreboardRecord> => {
  const groups = COLLEGE_GROUP[league];
  const query = new URLSearchParams({
    ...(day !== undefined && { dates: day }),
    // Without it a day is cut after 100 games.
    limit: '1000',
    ...(groups !== undefined && { groups }),
  });
  const answer = await hosts.site(`${sitePath(league)}/scoreboard?${query.toString()}`, call);
  const events = listAt(documentOf(answer, `the ${league} scoreboard`), 'events');
  if (events === undefined) throw malformed(`no ${league} scoreboard`);
  const games = events.flatMap((event) => readGame(league, event) ?? []);
  if (events.length > 0 && games.length === 0) throw malformed(`a ${league} scoreboard of unreadable games`);
  return { games };
};
