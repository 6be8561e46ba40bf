import type { LeagueId, PlayerId, SeasonType, Team, TeamId } from '../../lib/sports/model.ts';
import type { UpstreamError } from '../../lib/sports/upstream.ts';
import { type AthleteRecord, type CareerTable, type SearchHit, type Upstream } from '../../lib/sports/upstream.ts';

/** A provider of a few players. Counts what it is asked. */
export interface FakeUpstream extends Upstream {
  /** From now on every call fails with this. */
  fail(error: UpstreamError | undefined): void;
  /** The calls since it was last asked: `search patrick mahomes`, `career 3139477`, … */
  asked(): readonly string[];
}

const team = (id: string, abbreviation: string, location: string, nickname: string): Team => ({
  id: id as TeamId,
  abbreviation,
  name: `${location} ${nickname}`,
  location,
  slug: `${location} ${nickname}`.toLowerCase().replaceAll(' ', '-'),
});

const TEAMS: readonly Team[] = [
  team('12', 'KC', 'Kansas City', 'Chiefs'),
  team('9', 'GB', 'Green Bay', 'Packers'),
  team('14', 'LAR', 'Los Angeles', 'Rams'),
  team('21', 'PHI', 'Philadelphia', 'Eagles'),
];

const athlete = (id: string, name: string, teamId: string | null, position: string, status = 'active') =>
  ({
    id: id as PlayerId,
    name,
    teamId: teamId as TeamId | null,
    position,
    jersey: '1',
    status,
  }) satisfies AthleteRecord;

const ATHLETES: readonly AthleteRecord[] = [
  athlete('3139477', 'Patrick Mahomes', '12', 'QB'),
  athlete('4361423', 'Micah Parsons', '9', 'LB'),
  athlete('4428633', 'Byron Young', '14', 'LB'),
  athlete('4429202', 'Byron Young', '21', 'DT'),
  athlete('100', 'Lamar Jackson', null, 'CB', 'inactive'),
  athlete('3916387', 'Lamar Jackson', '12', 'QB'),
  athlete('200', 'New Rookie', '12', 'WR'),
];

const career = (id: string): CareerTable => ({
  teams: TEAMS,
  categories:
    id === '200'
      ? []
      : [
          {
            name: 'passing',
            names: ['gamesPlayed', 'passingYards'],
            rows: [
              { season: 2023, teamId: TEAMS[0]?.id ?? null, position: 'QB', values: ['16', '4,183'] },
              { season: 2024, teamId: TEAMS[0]?.id ?? null, position: 'QB', values: ['16', '3,928'] },
            ],
            totals: ['32', '8,111'],
          },
        ],
});

export const createFakeUpstream = (): FakeUpstream => {
  let failure: UpstreamError | undefined;
  const log: string[] = [];

  const answer = <T>(call: string, value: T): Promise<T> => {
    log.push(call);
    return failure === undefined ? Promise.resolve(value) : Promise.reject(failure);
  };

  const hits = (text: string): readonly SearchHit[] =>
    ATHLETES.filter(({ name }) => text.split(' ').some((word) => name.toLowerCase().includes(word))).map(
      ({ id, name, teamId }) => ({
        id,
        name,
        teamId,
        teamName: TEAMS.find((each) => each.id === teamId)?.name ?? null,
      }),
    );

  return {
    name: 'fake',
    fail(error) {
      failure = error;
    },
    asked: () => log.splice(0),
    teams: (league: LeagueId) => answer(`teams ${league}`, { season: 2025, teams: TEAMS }),
    roster: (_league: LeagueId, id: TeamId) => {
      const of = TEAMS.find((each) => each.id === id);
      const athletes = ATHLETES.filter(({ teamId }) => teamId === id);
      return answer(`roster ${id}`, of === undefined ? null : { team: of, season: 2025, athletes });
    },
    search: (_league: LeagueId, text: string) => answer(`search ${text}`, hits(text)),
    player: (_league: LeagueId, id: PlayerId) =>
      answer(`player ${id}`, ATHLETES.find((each) => each.id === id) ?? null),
    career: (_league: LeagueId, id: PlayerId, type: SeasonType) =>
      answer(
        `career ${id}${type === 'regular' ? '' : ` ${type}`}`,
        ATHLETES.some((each) => each.id === id) ? career(id) : null,
      ),
  };
};
