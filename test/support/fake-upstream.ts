import { LEAGUES } from '../../lib/sports/leagues.ts';
import type { Game, LeagueId, PlayerId, SeasonPhases, SeasonType, TeamId } from '../../lib/sports/model/index.ts';
import {
  UpstreamError,
  type AthleteRecord,
  type SeasonTableQuestion,
  type Capability,
  type GameLogQuestion,
  type SearchHit,
  type SeasonStatsQuestion,
  type TransactionRecord,
  type Upstream,
} from '../../lib/sports/upstream/index.ts';
import { ATHLETES, seasonTableOf, careerOf, gameLogOf, PHASES, seasonOf, TEAMS } from './fake-league.ts';

/** A provider of a few players, the same in every league. Counts what it is asked. */
export interface FakeUpstream extends Upstream {
  /** From now on every call fails with this. */
  fail(error: UpstreamError | undefined): void;
  /** The calls since it was last asked: `search patrick mahomes`, `career 3139477`, `seasonTable nfl 2024 everybody 1`, … */
  asked(): readonly string[];
  /** From now on the call, as `asked` words it, gets this answer: an empty list, say. Undefined: the usual one again. */
  answerWith(call: string, value: unknown): void;
  /** What the scoreboard shows from now on; of one day (`20261122`) only, when there is one. */
  setGames(games: readonly Game[], day?: string): void;
  setSeason(phases: SeasonPhases): void;
  /** From now on the player is on this team, or on none. No list of moves says so. */
  move(id: string, team: string | null): void;
  /** Puts a move on top of the league's list. */
  announce(move: TransactionRecord): void;
}

interface FakeUpstreamOptions {
  /** All of them unless it says otherwise. Without `career` it tells one season a call, with it never. */
  readonly capabilities?: readonly Capability[];
}

const EVERYTHING: readonly Capability[] = [
  'search',
  'career',
  'everyPlayer',
  'seasonTable',
  'gameLog',
  'team',
  'live',
  'season',
  'transactions',
];

export const createFakeUpstream = ({ capabilities = EVERYTHING }: FakeUpstreamOptions = {}): FakeUpstream => {
  let failure: UpstreamError | undefined;
  let athletes: readonly AthleteRecord[] = ATHLETES;
  let season: SeasonPhases | undefined;
  let moves: readonly TransactionRecord[] = [];
  const games = new Map<string | undefined, readonly Game[]>();
  const log: string[] = [];

  const replaced = new Map<string, unknown>();
  const answer = <T>(call: string, value: () => T): Promise<T> => {
    log.push(call);
    if (failure !== undefined) return Promise.reject(failure);
    return Promise.resolve(replaced.has(call) ? (replaced.get(call) as T) : value());
  };
  /** Nobody is asked what the provider does not have. */
  const answerIf = <T>(able: boolean, call: string, value: () => T): Promise<T> =>
    able ? answer(call, value) : Promise.reject(new UpstreamError('unsupported', `There is no ${call} to ask for`));
  const can = (capability: Capability): boolean => capabilities.includes(capability);

  const isKnown = (id: PlayerId): boolean => athletes.some((each) => each.id === id);
  const hits = (text: string): readonly SearchHit[] =>
    athletes
      .filter(({ name }) => text.split(' ').some((word) => name.toLowerCase().includes(word)))
      .map(({ id, name, teamId }) => ({
        id,
        name,
        teamId,
        teamName: TEAMS.find((each) => each.id === teamId)?.name ?? null,
      }));

  return {
    name: 'fake',
    leagues: LEAGUES.map(({ id }) => id),
    can: (_league, capability) => can(capability),
    seasonTableGroups: () => (can('seasonTable') ? ['everybody'] : []),
    fail(error) {
      failure = error;
    },
    answerWith(call, value) {
      if (value === undefined) replaced.delete(call);
      else replaced.set(call, value);
    },
    asked: () => log.splice(0),
    setGames(now, day) {
      games.set(day, now);
    },
    setSeason(phases) {
      season = phases;
    },
    move(id, team) {
      athletes = athletes.map((each) => (each.id === id ? { ...each, teamId: team as TeamId | null } : each));
    },
    announce(move) {
      moves = [move, ...moves];
    },
    teams: (league: LeagueId) => answer(`teams ${league}`, () => ({ season: 2025, teams: TEAMS })),
    roster: (_league: LeagueId, id: TeamId) =>
      answer(`roster ${id}`, () => {
        const of = TEAMS.find((each) => each.id === id);
        const members = athletes.filter(({ teamId }) => teamId === id);
        return of === undefined ? null : { team: of, season: 2025, athletes: members };
      }),
    player: (_league: LeagueId, id: PlayerId) =>
      answer(`player ${id}`, () => athletes.find((each) => each.id === id) ?? null),
    search: (_league: LeagueId, text: string) => answerIf(can('search'), `search ${text}`, () => hits(text)),
    career: (_league: LeagueId, id: PlayerId, type: SeasonType) =>
      answerIf(can('career'), `career ${id}${suffix(type)}`, () => (isKnown(id) ? careerOf(id) : null)),
    seasonStats: (_league: LeagueId, of: SeasonStatsQuestion) =>
      answerIf(!can('career'), `seasonStats ${of.id} ${of.season}${suffix(of.type)}`, () =>
        isKnown(of.id) ? seasonOf(of.id, of.season) : null,
      ),
    gameLog: (_league: LeagueId, { id, season: year }: GameLogQuestion) =>
      answerIf(can('gameLog'), `gameLog ${id} ${year}`, () => (isKnown(id) ? gameLogOf(id, year) : null)),
    team: (_league: LeagueId, id: TeamId) =>
      answerIf(can('team'), `team ${id}`, () => {
        const team = TEAMS.find((each) => each.id === id);
        return team === undefined ? null : { team, record: '9-2', standing: '1st in its division', nextGame: null };
      }),
    everyPlayer: (league: LeagueId) => answerIf(can('everyPlayer'), `everyPlayer ${league}`, () => ({ athletes })),
    seasonTable: (league: LeagueId, { season: year, type, group, page }: SeasonTableQuestion) =>
      answerIf(can('seasonTable'), `seasonTable ${league} ${year}${suffix(type)} ${group} ${page}`, () =>
        seasonTableOf(year),
      ),
    scoreboard: (league: LeagueId, day: string | undefined) =>
      answerIf(can('live'), `scoreboard ${league}${day === undefined ? '' : ` ${day}`}`, () => ({
        games: games.get(day) ?? [],
      })),
    season: (league: LeagueId) => answerIf(can('season'), `season ${league}`, () => season ?? { ...PHASES, league }),
    transactions: (league: LeagueId, limit: number) =>
      answerIf(can('transactions'), `transactions ${league}`, () => moves.slice(0, limit)),
  };
};

const suffix = (type: SeasonType): string => (type === 'regular' ? '' : ` ${type}`);
