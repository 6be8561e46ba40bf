import { expect, it } from 'vitest';
import { realAthletes, realCareer } from '../../../simulators/espn/real-athletes.ts';
import { LEAGUES } from '../../../simulators/espn/leagues.ts';
import { describeRecorded, recordedText } from '../../support/recorded.ts';

type Row = Readonly<Record<string, string>>;

/** The rows of a table, whose quoted cells may hold commas. */
const rowsOf = (path: string): readonly Row[] => {
  const [head = '', ...lines] = recordedText(path).trim().split('\n');
  const names = head.split(',');
  const cells = (line: string) => line.match(/("[^"]*"|[^,]*)(,|$)/g)?.map((cell) => cell.replace(/,$/, '')) ?? [];
  return lines.map((line) => Object.fromEntries(cells(line).map((cell, index) => [names[index] ?? '', cell])));
};

const number = (row: Row, name: string): number => Number(row[name] ?? 0);
const playsOf = (row: Row): number => number(row, 'attempts') + number(row, 'carries') + number(row, 'targets');

const SEATS = { QB: 25, RB: 25, WR: 35, TE: 15 };
const CLUBS: Readonly<Record<string, string>> = { LA: 'LAR', WAS: 'WSH' };
const clubOf = (abbreviation: string | undefined): string => CLUBS[abbreviation ?? ''] ?? abbreviation ?? '';

/** Groups of counts by the simulator's names, with the table's. */
const COUNTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  passing: {
    completions: 'completions',
    passingAttempts: 'attempts',
    passingYards: 'passing_yards',
    passingTouchdowns: 'passing_tds',
    interceptions: 'passing_interceptions',
    sacks: 'sacks_suffered',
  },
  rushing: { rushingAttempts: 'carries', rushingYards: 'rushing_yards', rushingTouchdowns: 'rushing_tds' },
  receiving: {
    receptions: 'receptions',
    receivingTargets: 'targets',
    receivingYards: 'receiving_yards',
    receivingTouchdowns: 'receiving_tds',
  },
};

/** The hundred, each with the season's row and the roster's. */
const theHundred = () => {
  const roster = new Map(rowsOf('tables/nflverse-roster_2025.csv').map((row) => [row.gsis_id, row]));
  const season = rowsOf('tables/nflverse-player_stats_season_2025.csv');
  return Object.entries(SEATS).flatMap(([position, seats]) =>
    season
      .filter((row) => row.position === position)
      .sort((a, b) => playsOf(b) - playsOf(a))
      .slice(0, seats)
      .map((played) => {
        const told = roster.get(played.player_id) ?? {};
        return { played, told, id: (told.espn_id ?? '').replace('.0', ''), name: played.player_display_name };
      }),
  );
};

describeRecorded('the hundred players through whom most football plays of 2025 went', () => {
  it('are on their teams, at their positions, with their numbers', () => {
    const real = new Map(realAthletes(LEAGUES.nfl).map((athlete) => [athlete.id, athlete]));
    const hundred = theHundred();
    expect(hundred).toHaveLength(100);
    for (const { id, name, played, told } of hundred) {
      const athlete = real.get(id);
      const ours = [name, athlete?.position, athlete?.team?.abbreviation, athlete?.jersey];
      expect(ours).toEqual([name, played.position, clubOf(told.team), told.jersey_number?.replace('.0', '')]);
    }
  });

  it('have the figures of that season', () => {
    let compared = 0;
    for (const { id, name, played } of theHundred()) {
      // Of those who changed teams within the season there is no line.
      const line = realCareer(LEAGUES.nfl, id)?.[2].find(({ season }) => season === 2025);
      for (const [group, counts] of Object.entries(line?.counts ?? {})) {
        const names = Object.entries(COUNTS[group] ?? {});
        expect([name, group, ...names.map(([ours]) => counts[ours])]).toEqual([
          name,
          group,
          ...names.map(([, theirs]) => number(played, theirs)),
        ]);
        compared += names.length;
      }
    }
    expect(compared).toBeGreaterThan(700);
  });
});
