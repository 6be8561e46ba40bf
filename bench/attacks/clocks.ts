import { startStack, type Bundles } from '../../infra/local/stack/stack.ts';
import type { StackClock } from '../../infra/local/clock/stack-clock.ts';
import { hours, minutes } from '../../lib/cache/index.ts';
import { ask, type Seen } from '../../test/support/ask.ts';

// What the policies give at the most, in seconds, in a season without a window.
const QUESTIONS: readonly (readonly [name: string, path: string, mostSeconds: number])[] = [
  ['teams', '/v1/nba/teams', 24 * 3600],
  ['roster', '/v1/nba/teams/LAL/roster', 6 * 3600],
  ['player', '/v1/nba/players/1966', 24 * 3600],
  ['current stats', '/v1/nba/players/1966/stats?season=2026', 24 * 3600],
  ['finished stats', '/v1/nba/players/1966/stats?season=2024', 30 * 24 * 3600],
  ['live', '/v1/nba/live', 24 * 3600],
];

// A Tuesday of the season, in the afternoon.
const START = Date.parse('2025-11-18T20:00Z');
const FLEET: readonly (readonly [environment: number, offBy: number])[] = [
  [1, 0],
  [2, -hours(6)],
  [3, hours(1)],
  [4, -minutes(5)],
];

interface Worst {
  asked: number;
  /** Seconds. */
  ttl: number;
  age: number;
  failed: number;
}

/**
 * The clock of everything goes back by six hours; then four environments whose clocks are up to seven hours apart ask for
 * the same. An answer has never more time left than its policy gives, and never an age below zero.
 */
export const attackClocks = async (bundles: Bundles, print: (text: string) => void): Promise<boolean> => {
  let shift = START - Date.now();
  const clock: StackClock = {
    speed: 1,
    now: () => Date.now() + shift,
    offset: () => shift,
    advance: (ms) => void (shift += ms),
    set: (moment) => void (shift = moment - Date.now()),
  };
  const stack = await startStack({ bundles, clock, environments: FLEET.length });
  try {
    print(`${'clocks'.padEnd(26)}${COLUMNS.map((name) => name.padStart(15)).join('')}\n`);
    const all = FLEET.map(([environment]) => environment);
    let met = true;
    const phase = async (name: string, questions: () => Promise<void>, most: number): Promise<void> => {
      stack.upstream?.reset();
      await questions();
      const calls = stack.upstream?.calls().total ?? 0;
      const isMet = calls <= most;
      met &&= isMet;
      print(`${name}: ${calls} calls, at most ${most}  ${isMet ? 'met' : 'SHORT'}\n`);
    };
    const round = async (title: string, environments: readonly number[], offBy: (of: number) => number) => {
      for (const [name, path, most] of QUESTIONS) {
        const worst: Worst = { asked: 0, ttl: 0, age: Infinity, failed: 0 };
        const usual = shift;
        for (const environment of environments) {
          shift = usual + offBy(environment);
          note(worst, await ask(stack.url + path, { environment }));
        }
        shift = usual;
        met = report(print, { name: `${title}: ${name}`, worst, most }) && met;
      }
    };
    // A career brings every season: 5 documents, the live state of the day before, and the list of teams.
    await phase('loaded', () => round('at first', [1], () => 0), 12);
    clock.advance(-hours(6));
    // Everything is loaded once more, for all environments.
    await phase('set back by 6 h', () => round('set back', all, () => 0), 12);
    clock.advance(hours(30));
    await phase(
      'four clocks, twice',
      async () => {
        for (let times = 0; times < 2; times += 1) await round('apart', all, offOf);
      },
      // Nobody's answer is of use to somebody whose clock is behind it: each may load for itself.
      12 * FLEET.length,
    );
    return met;
  } finally {
    await stack.close();
  }
};

const COLUMNS = ['asked', 'longest ttl s', 'policy s', 'least age s', 'failed'];

const offOf = (environment: number): number => FLEET.find(([number]) => number === environment)?.[1] ?? 0;

const note = (worst: Worst, { status, from, headers }: Seen): void => {
  worst.asked += 1;
  if (status !== 200) worst.failed += 1;
  const ttl = Number(/ttl=(-?\d+)/.exec(from ?? '')?.[1] ?? 0);
  worst.ttl = Math.max(worst.ttl, ttl, Number(/max-age=(\d+)/.exec(headers.get('cache-control') ?? '')?.[1] ?? 0));
  worst.age = Math.min(worst.age, Number(headers.get('age') ?? Number.NaN));
};

const report = (
  print: (text: string) => void,
  { name, worst, most }: { readonly name: string; readonly worst: Worst; readonly most: number },
): boolean => {
  const { asked, ttl, age, failed } = worst;
  const isMet = failed === 0 && ttl <= most && age >= 0;
  const cells = [asked, ttl, most, age, failed].map((cell) => String(cell).padStart(15)).join('');
  print(`${name.padEnd(26)}${cells}  ${isMet ? 'met' : 'SHORT'}\n`);
  return isMet;
};
