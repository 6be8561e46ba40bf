import { lazy } from '../async/lazy.ts';
import type { Upstream } from '../sports/upstream.ts';

/** What an upstream says about itself without a call. */
export type UpstreamFacts = Pick<Upstream, 'name' | 'leagues' | 'can' | 'seasonTableGroups'>;

/** The methods of the port that are calls to the provider, by name. */
export type Question = Exclude<keyof Upstream, keyof UpstreamFacts>;

/** The same upstream with `around` about every call: it may count the call, make it wait, or refuse it. */
export const interceptUpstream = (
  upstream: Upstream,
  around: <T>(call: () => Promise<T>, what: Question) => Promise<T>,
): Upstream => delegateUpstream(upstream, (what, use) => around(() => use(upstream), what));

/** An upstream whose adapter is loaded with the first call. A load that failed is tried again with the next call. */
export const lazyUpstream = (load: () => Promise<Upstream>, facts: UpstreamFacts): Upstream => {
  const loaded = lazy(load);
  return delegateUpstream(facts, async (_what, use) => use(await loaded()));
};

/** An upstream whose every call goes through `ask`. */
const delegateUpstream = (
  facts: UpstreamFacts,
  ask: <T>(what: Question, use: (upstream: Upstream) => Promise<T>) => Promise<T>,
): Upstream => ({
  ...facts,
  teams: (league, call) => ask('teams', (upstream) => upstream.teams(league, call)),
  roster: (league, team, call) => ask('roster', (upstream) => upstream.roster(league, team, call)),
  player: (league, id, call) => ask('player', (upstream) => upstream.player(league, id, call)),
  search: (league, text, call) => ask('search', (upstream) => upstream.search(league, text, call)),
  career: (league, id, type, call) => ask('career', (upstream) => upstream.career(league, id, type, call)),
  seasonStats: (league, of, call) => ask('seasonStats', (upstream) => upstream.seasonStats(league, of, call)),
  everyPlayer: (league, call) => ask('everyPlayer', (upstream) => upstream.everyPlayer(league, call)),
  seasonTable: (league, question, call) =>
    ask('seasonTable', (upstream) => upstream.seasonTable(league, question, call)),
  scoreboard: (league, day, call) => ask('scoreboard', (upstream) => upstream.scoreboard(league, day, call)),
  season: (league, call) => ask('season', (upstream) => upstream.season(league, call)),
  transactions: (league, limit, call) => ask('transactions', (upstream) => upstream.transactions(league, limit, call)),
});
