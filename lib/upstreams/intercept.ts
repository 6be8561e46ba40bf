import { lazy } from '../async/lazy.ts';
import type { LeagueId } from '../sports/model/index.ts';
import type { Upstream, UpstreamCall } from '../sports/upstream/index.ts';

/** What an upstream says about itself without a call. */
export type UpstreamFacts = Pick<Upstream, 'name' | 'leagues' | 'can' | 'seasonTableGroups'>;

/** The methods of the port that are calls to the provider, by name. */
export type Question = Exclude<keyof Upstream, keyof UpstreamFacts>;

export interface AskedQuestion {
  readonly what: Question;
  readonly league: LeagueId;
  readonly call: UpstreamCall;
}

/** Something about a call: `ask` makes it, as it was asked for or as another call. */
type Around = <T>(ask: (call?: UpstreamCall) => Promise<T>, what: Question, asked: AskedQuestion) => Promise<T>;

/** The same upstream with `around` about every call: it may count the call, make it wait, or refuse it. */
export const interceptUpstream = (upstream: Upstream, around: Around): Upstream =>
  delegateUpstream(upstream, (asked, use) => around((call = asked.call) => use(upstream, call), asked.what, asked));

/** An upstream whose adapter is loaded with the first call. A load that failed is tried again with the next call. */
export const lazyUpstream = (load: () => Promise<Upstream>, facts: UpstreamFacts): Upstream => {
  const loaded = lazy(load);
  return delegateUpstream(facts, async ({ call }, use) => use(await loaded(), call));
};

/** An upstream whose every call goes through `ask`. */
const delegateUpstream = (
  facts: UpstreamFacts,
  ask: <T>(asked: AskedQuestion, use: (upstream: Upstream, call: UpstreamCall) => Promise<T>) => Promise<T>,
): Upstream => ({
  ...facts,
  teams: (league, call) => ask(asking('teams', league, call), (to, as) => to.teams(league, as)),
  roster: (league, team, call) => ask(asking('roster', league, call), (to, as) => to.roster(league, team, as)),
  player: (league, id, call) => ask(asking('player', league, call), (to, as) => to.player(league, id, as)),
  search: (league, text, call) => ask(asking('search', league, call), (to, as) => to.search(league, text, as)),
  career: (league, id, type, call) => ask(asking('career', league, call), (to, as) => to.career(league, id, type, as)),
  seasonStats: (league, of, call) =>
    ask(asking('seasonStats', league, call), (to, as) => to.seasonStats(league, of, as)),
  gameLog: (league, of, call) => ask(asking('gameLog', league, call), (to, as) => to.gameLog(league, of, as)),
  team: (league, id, call) => ask(asking('team', league, call), (to, as) => to.team(league, id, as)),
  everyPlayer: (league, call) => ask(asking('everyPlayer', league, call), (to, as) => to.everyPlayer(league, as)),
  seasonTable: (league, question, call) =>
    ask(asking('seasonTable', league, call), (to, as) => to.seasonTable(league, question, as)),
  scoreboard: (league, day, call) =>
    ask(asking('scoreboard', league, call), (to, as) => to.scoreboard(league, day, as)),
  season: (league, call) => ask(asking('season', league, call), (to, as) => to.season(league, as)),
  transactions: (league, limit, call) =>
    ask(asking('transactions', league, call), (to, as) => to.transactions(league, limit, as)),
});

const asking = (what: Question, league: LeagueId, call: UpstreamCall): AskedQuestion => ({ what, league, call });
