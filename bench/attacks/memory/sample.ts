/** What an execution environment takes, in bytes. */
export interface Sample {
  /** V8's heap and the buffers beside it, after a full collection. */
  readonly heap: number;
  readonly buffers: number;
  /** Before the collection: what the machine has given to the process. */
  readonly rss: number;
}

export const PROBE_SIGNAL = 'SIGUSR2';
/** Before an environment's process id in its log, and before each sample. */
export const STARTED = 'memory probe of ';
export const SAMPLE = 'memory sample ';

/** Samples environments by what they write to their logs. */
export interface Sampler {
  /** To be given every line of the stack's log. */
  readonly line: (line: string) => void;
  /** One sample of every environment that is there, by its name: `api 1`. */
  all(): Promise<ReadonlyMap<string, Sample>>;
  /** Environments that ended and were started again: their curves begin anew. */
  replaced(): readonly string[];
}

const LINE = /^(\w+ \d+) \| (.*)$/s;
const TIME_LIMIT_MS = 30_000;

export const createSampler = (): Sampler => {
  const pids = new Map<string, number>();
  const replaced: string[] = [];
  const waiting = new Map<string, (sample: Sample) => void>();

  const sampleOf = (name: string, pid: number): Promise<Sample> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${name} gave no sample`)), TIME_LIMIT_MS);
      waiting.set(name, (sample) => {
        clearTimeout(timer);
        resolve(sample);
      });
      process.kill(pid, PROBE_SIGNAL);
    });

  return {
    line(line) {
      const [, name = '', said = ''] = LINE.exec(line) ?? [];
      if (said.startsWith(STARTED)) {
        if (pids.has(name)) replaced.push(name);
        pids.set(name, Number(said.slice(STARTED.length)));
      }
      if (said.startsWith(SAMPLE)) waiting.get(name)?.(JSON.parse(said.slice(SAMPLE.length)) as Sample);
    },
    async all() {
      const samples = new Map<string, Sample>();
      // One after the other: a collection takes a core.
      for (const [name, pid] of [...pids].sort()) samples.set(name, await sampleOf(name, pid));
      return samples;
    },
    replaced: () => replaced,
  };
};
