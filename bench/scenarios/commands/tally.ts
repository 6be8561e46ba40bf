import type { Exchange } from '../operations/recorder.ts';

/** Whose command it was: a question, what questions left in the queue, or a scheduled run. */
export type Cause = 'question' | 'queue' | 'warm' | 'purge';

export const CAUSES: readonly Cause[] = ['question', 'queue', 'warm', 'purge'];

/** Commands by what they are for, and by cause. */
export interface Tally {
  readonly note: (exchange: Exchange) => void;
  /** From now on commands have this cause. */
  under(cause: Cause): void;
  /** Forgets what has been counted. */
  reset(): void;
  counts(): ReadonlyMap<string, Readonly<Record<Cause, number>>>;
  sum(cause: Cause): number;
}

export const createTally = (): Tally => {
  const counts = new Map<string, Record<Cause, number>>();
  let current: Cause = 'question';
  return {
    note({ path, asked }) {
      for (const words of commandsIn(path, asked)) {
        const kind = kindOf(words);
        const row = counts.get(kind) ?? { question: 0, queue: 0, warm: 0, purge: 0 };
        row[current] += words[0]?.toUpperCase() === 'EVAL' ? 1 + CALLS_IN_SCRIPT : 1;
        counts.set(kind, row);
      }
    },
    under: (cause) => void (current = cause),
    reset: () => counts.clear(),
    counts: () => counts,
    sum: (cause) => [...counts.values()].reduce((sum, row) => sum + row[cause], 0),
  };
};

// A script is billed as itself and each call in it: the only one compares, and replaces.
const CALLS_IN_SCRIPT = 2;

const commandsIn = (path: string, asked: string): readonly (readonly string[])[] => {
  // An OPTIONS, which opens a connection.
  if (asked === '') return [];
  const body = JSON.parse(asked) as readonly string[] | readonly (readonly string[])[];
  return /^\/(pipeline|multi-exec)/.test(path) ? (body as readonly (readonly string[])[]) : [body as readonly string[]];
};

const kindOf = ([name = '', ...args]: readonly string[]): string => {
  const word = name.toUpperCase();
  if (word === 'MGET') return readKind(args);
  if (word === 'SET') return setKind(args[0] ?? '', args);
  if (word === 'DEL') return 'forget what nobody asked for';
  return `${word.toLowerCase()} of a purge log`;
};

const readKind = (keys: readonly string[]): string => {
  const logs = keys.filter((key) => key.includes(':purges:'));
  if (logs.length === keys.length) return 'read: purge log alone';
  const entries = keys.filter((key) => !key.includes(':purges:') && !key.includes(':lease:'));
  return `read: ${[...new Set(entries.map(entryKind))].sort().join(', ')}`;
};

const setKind = (key: string, args: readonly string[]): string => {
  if (key.includes(':purges:')) return 'set of a purge log';
  const [, lease] = key.split(':lease:');
  if (lease === undefined) return `write: ${entryKind(key)}`;
  if (lease.startsWith('refresh:')) return 'lease: to ask for a refresh';
  if (lease.startsWith('claim:')) return `lease: claim ${lease.split(':')[1] ?? ''}`;
  return args.some((arg) => arg.toUpperCase() === 'NX') ? 'lease: to load' : 'failure left';
};

/** `player` of `statline:espn:2.dfe37ce:nfl:player:3139477`: what stands behind the league. */
const entryKind = (key: string): string => {
  const kind = /:nfl:([a-z]+)/.exec(key)?.[1] ?? key;
  if (kind !== 'stats') return kind;
  return key.includes(':career') ? 'career' : 'line';
};
