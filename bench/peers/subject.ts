import { pathToFileURL } from 'node:url';

/** Asks the upstream. Undefined is never given: null says that there is no such thing. */
export type Load = () => Promise<unknown>;

export interface OpenOptions {
  readonly redis: { readonly host: string; readonly port: number };
  /** The same Redis behind Upstash's REST protocol: Statline speaks no other. */
  readonly rest?: { readonly url: string; readonly token: string };
  /** Statline's third tier, where a scenario gives it one. */
  readonly dynamodb?: { readonly url: string; readonly tableName: string };
  /**
   * Everybody waits long for Redis: what is counted must not depend on how busy the machine is. False where waiting is
   * the question.
   */
  readonly patient: boolean;
  /** Milliseconds for which an L1 hit may be blind to a purge, where that can be chosen. */
  readonly coherenceWindow: number;
  readonly ttl: number;
  /** How long after its TTL a value may be served while the upstream fails; 0: not at all. */
  readonly staleFor: number;
  /** Without an L2: for what can be measured no other way. */
  readonly memoryOnly: boolean;
  /** The scenario passes tags: some pay for them on every hit. */
  readonly tagged: boolean;
}

/** What a scenario asks for that says nothing else: all of Redis, and nothing that depends on how busy the machine is. */
export const PLAIN = {
  ttl: 600_000,
  staleFor: 0,
  // Statline's default is 30 s, which would only make the benchmark longer.
  coherenceWindow: 1000,
  memoryOnly: false,
  tagged: false,
  patient: true,
} satisfies Partial<OpenOptions>;

export interface AtHand {
  readonly get: () => Promise<unknown>;
  /** Where that promises an answer, of which the value is a part: a promise of the value alone. */
  readonly getValue?: () => Promise<unknown>;
  /** Synchronous, where it offers that. */
  readonly peek?: () => unknown;
}

/** One cache in one environment: memory of its own before a Redis that others share. Loaded values are `{ key, … }`. */
export interface Instance {
  get(key: string, load: Load, tags?: readonly string[]): Promise<unknown>;
  /** Its own batch read, of keys that Redis has; missing where it offers none. */
  getMany?(keys: readonly string[]): Promise<unknown>;
  /** An L1 hit whose loader or question was given before: what a caller pays who keeps it. */
  readonly atHand?: (key: string) => AtHand;
  /** By the tags when there are some, else by the key. Missing: it cannot. */
  purge?(key: string, tags?: readonly string[]): Promise<unknown>;
  close(): Promise<unknown>;
}

export type Open = (options: OpenOptions) => Promise<Instance>;

export const PEERS = [
  'bentocache',
  'cacheable',
  'cache-manager',
  'cachified',
  'async-cache-dedupe',
  'layered-loader',
  'ocache',
] as const;

export type SubjectName = 'statline' | (typeof PEERS)[number];

export const SUBJECTS: readonly SubjectName[] = ['statline', ...PEERS];

/** Of every process that opens a subject: where Statline's bundle is. */
export const BUNDLE_VARIABLE = 'STATLINE_BENCH_BUNDLE';

const fileOf = (name: SubjectName): string => {
  if (name !== 'statline') return `./subjects/${name}.mjs`;
  const bundle = process.env[BUNDLE_VARIABLE];
  return bundle === undefined ? './subjects/statline.ts' : pathToFileURL(bundle).href;
};

/** Only the subject that is asked for is imported: none pays for another's modules. */
export const subjectOpener = async (name: SubjectName): Promise<Open> => {
  const { open } = (await import(fileOf(name))) as { readonly open: Open };
  return open;
};
