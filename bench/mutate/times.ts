import type { Lane } from './lane.ts';

export interface Suite {
  readonly name: string;
  /** Milliseconds that it took unchanged. */
  readonly took: number;
}

export interface Times {
  /** Runs the suites that have not been measured. One that fails unchanged, twice, would kill every mutant: it is left out. */
  readonly measure: (names: readonly string[]) => Promise<void>;
  /** Undefined for a suite that was left out. */
  readonly get: (name: string) => Suite | undefined;
}

const MAX_UNCHANGED_MS = 300_000;
const SUITES_A_RUN = 8;

export const createTimes = (lanes: readonly Lane[], say: (line: string) => void): Times => {
  const times = new Map<string, Suite | undefined>();
  const ask = (lane: Lane, suites: readonly string[]): ReturnType<Lane['ask']> =>
    lane.ask({ suites, changed: undefined }, MAX_UNCHANGED_MS);

  const measureTogether = async (lane: Lane, names: readonly string[]): Promise<boolean> => {
    const answer = await ask(lane, names);
    if (answer === undefined || answer.failure !== undefined) return false;
    for (const name of names) times.set(name, { name, took: answer.took[name] ?? 0 });
    return true;
  };
  const measureAlone = async (lane: Lane, name: string): Promise<void> => {
    if ((await measureTogether(lane, [name])) || (await measureTogether(lane, [name]))) return;
    times.set(name, undefined);
    say(`left out, as it fails without any change: ${name}`);
  };

  return {
    get: (name) => times.get(name),
    async measure(names) {
      const unknown = names.filter((name) => !times.has(name));
      const runs = Array.from({ length: Math.ceil(unknown.length / SUITES_A_RUN) }, (_, index) =>
        unknown.slice(index * SUITES_A_RUN, (index + 1) * SUITES_A_RUN),
      );
      const queue = runs.values();
      const work = async (lane: Lane): Promise<void> => {
        for (const run of queue) {
          if (await measureTogether(lane, run)) continue;
          for (const name of run) await measureAlone(lane, name);
        }
      };
      await Promise.all(lanes.map(work));
    },
  };
};
