import { LEAGUES } from '../../../lib/sports/leagues.ts';
import type { Game, PlayerId, Team, TeamId } from '../../../lib/sports/model/index.ts';
import {
  UpstreamError,
  type AthleteRecord,
  type SeasonTablePage,
  type Capability,
  type CareerTable,
  type Upstream,
} from '../../../lib/sports/upstream/index.ts';
import { NO_TEAM_PROFILE } from '../../support/no-profile.ts';
import { PHASES } from '../../support/fake-league.ts';

/** A provider of leagues as large as the real ones, all of the same teams and players. Counts what it is asked. */
export interface LargeLeague extends Upstream {
  /** Every call since it was last asked. */
  asked(): readonly string[];
  /** The same, how many of each kind. */
  counted(): Readonly<Record<string, number>>;
  setGames(games: readonly Game[]): void;
  /** From now on it fails where this says so. */
  failWhere(failing: (call: string) => UpstreamError | undefined): void;
  /** Told of each call before it is answered. */
  onCall(told: (call: string) => void): void;
}

export interface LargeLeagueOptions {
  readonly teams?: number;
  readonly players?: number;
  /** Of the season's table. */
  readonly pages?: number;
  readonly capabilities?: readonly Capability[];
  /** Those who have no stats at all. */
  readonly rookies?: readonly string[];
}

const EVERYTHING: readonly Capability[] = ['search', 'career', 'everyPlayer', 'seasonTable', 'live', 'season'];
const SEASONS = [2024, 2025];

export const playerIds = (count: number): readonly PlayerId[] =>
  Array.from({ length: count }, (_, index) => String(index + 1) as PlayerId);

export const createLargeLeague = ({
  teams: teamCount = 32,
  players: playerCount = 640,
  pages = 5,
  capabilities = EVERYTHING,
  rookies = [],
}: LargeLeagueOptions = {}): LargeLeague => {
  let log: string[] = [];
  let games: readonly Game[] = [];
  let failing: (call: string) => UpstreamError | undefined = () => undefined;
  let told: (call: string) => void = () => undefined;

  const teams = Array.from({ length: teamCount }, (_, index) => teamOf(index + 1));
  const athletes = playerIds(playerCount).map((id, index) => athleteOf(id, teams[index % teamCount]?.id ?? null));
  const hasStats = ({ id }: AthleteRecord): boolean => !rookies.includes(id);

  const answer = async <T>(call: string, value: () => T): Promise<T> => {
    log.push(call);
    told(call);
    await Promise.resolve();
    const failure = failing(call);
    if (failure !== undefined) throw failure;
    return value();
  };
  const tableOf = (id: PlayerId) => ({
    team: teams[(Number(id) - 1) % teamCount],
    hasStats: !rookies.includes(id),
  });
  const unsupported = (): Promise<never> => Promise.reject(new UpstreamError('unsupported', 'not here'));

  return {
    name: 'large',
    leagues: LEAGUES.map(({ id }) => id),
    can: (league, capability) =>
      capabilities.includes(capability) && (capability !== 'seasonTable' || !league.endsWith('b') || league === 'mlb'),
    seasonTableGroups: () => ['everybody'],
    asked: () => log.splice(0),
    counted() {
      const counts: Record<string, number> = {};
      for (const call of log) {
        const [kind = ''] = call.split(' ');
        counts[kind] = (counts[kind] ?? 0) + 1;
      }
      log = [];
      return counts;
    },
    setGames(now) {
      games = now;
    },
    failWhere(next) {
      failing = next;
    },
    onCall(next) {
      told = next;
    },
    teams: (league) => answer(`teams ${league}`, () => ({ season: 2025, teams })),
    roster: (league, id) =>
      answer(`roster ${league} ${id}`, () => {
        const team = teams.find((each) => each.id === id);
        const members = athletes.filter(({ teamId }) => teamId === id);
        return team === undefined ? null : { team, season: 2025, athletes: members };
      }),
    player: (league, id) =>
      answer(`player ${league} ${id}`, () => athletes.find((athlete) => athlete.id === id) ?? null),
    search: unsupported,
    career: (league, id, type) => answer(`career ${league} ${id} ${type}`, () => careerOf(SEASONS, tableOf(id))),
    seasonStats: (league, { id, season }) =>
      answer(`seasonStats ${league} ${id} ${season}`, () => careerOf([season], tableOf(id))),
    gameLog: unsupported,
    team: unsupported,
    everyPlayer: (league) => answer(`everyPlayer ${league}`, () => ({ athletes })),
    seasonTable: (league, { season, page }) =>
      answer(`seasonTable ${league} ${page}`, () => pageOf(athletes.filter(hasStats), { season, page, pages })),
    scoreboard: (league) => answer(`scoreboard ${league}`, () => ({ games })),
    season: (league) => answer(`season ${league}`, () => ({ ...PHASES, league })),
    transactions: unsupported,
  };
};

const teamOf = (number: number): Team => ({
  id: String(number) as TeamId,
  abbreviation: `T${number}`,
  name: `Town ${number} Team`,
  location: `Town ${number}`,
  slug: `town-${number}`,
  ...NO_TEAM_PROFILE,
});

const athleteOf = (id: PlayerId, teamId: TeamId | null): AthleteRecord => ({
  id,
  name: `Player Number${id}`,
  teamId,
  position: 'QB',
  jersey: '1',
  status: 'active',
});

interface Played {
  readonly team: Team | undefined;
  readonly hasStats: boolean;
}

const careerOf = (seasons: readonly number[], { team, hasStats }: Played): CareerTable => ({
  teams: team === undefined ? [] : [team],
  categories: hasStats
    ? [
        {
          name: 'passing',
          names: ['gamesPlayed', 'passingYards'],
          rows: seasons.map((season) => ({
            season,
            teamId: team?.id ?? null,
            position: 'QB',
            values: ['16', '3,928'],
          })),
          totals: null,
        },
      ]
    : [],
});

const pageOf = (
  athletes: readonly AthleteRecord[],
  { season, page, pages }: { readonly season: number; readonly page: number; readonly pages: number },
): SeasonTablePage => {
  const size = Math.ceil(athletes.length / pages);
  return {
    season,
    pages,
    categories: [
      { name: 'general', names: ['gamesPlayed'] },
      { name: 'passing', names: ['passingYards'] },
    ],
    athletes: athletes.slice((page - 1) * size, page * size).map(({ id, name, position, teamId }) => ({
      id,
      name,
      position,
      teams: [{ id: teamId, abbreviation: `T${teamId}` }],
      values: { general: ['16'], passing: ['3,928'] },
    })),
  };
};
