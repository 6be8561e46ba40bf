import type { Upstream } from '../sports/upstream.ts';

/** What an upstream tells about itself without asking anybody. */
export type UpstreamFacts = Pick<Upstream, 'name' | 'leagues' | 'can' | 'seasonTableGroups'>;

/** The questions of the port: what a call is, for whoever counts calls. */
export type Question = Exclude<keyof Upstream, keyof UpstreamFacts>;

/** An upstream whose every question goes through `ask`; what it tells about itself does not. */
export const delegate = (
  facts: UpstreamFacts,
  ask: <T>(what: Question, use: (upstream: Upstream) => Promise<T>) => Promise<T>,
): Upstream => ({
  name: facts.name,
  leagues: facts.leagues,
  can: (league, capability) => facts.can(league, capability),
  seasonTableGroups: (league) => facts.seasonTableGroups(league),
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
