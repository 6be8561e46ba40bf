import type { OpenOptions, SubjectName } from './subject.ts';

/** What the upstream does when it is asked. */
export interface Upstream {
  /** Milliseconds until it answers. */
  readonly takes: number;
  /** The version that it gives, null for "no such thing"; missing: it fails. */
  readonly gives?: string | null;
}

export interface CallRequest {
  readonly keys: readonly string[];
  /** Calls of each key at once. */
  readonly times?: number;
  readonly upstream: Upstream;
  readonly tags?: readonly string[];
  /** One batch read of all keys instead. */
  readonly batch?: boolean;
  /** Epoch milliseconds at which to begin: for several environments to begin together. */
  readonly at?: number;
  /** Milliseconds after which a call counts as hung. */
  readonly patience?: number;
}

export interface CallReport {
  /** From the first call's begin to the last one's end. */
  readonly ms: number;
  /** Loads begun meanwhile in this environment, for this instance. */
  readonly loads: number;
  readonly threw: number;
  readonly hung: number;
  /** The first call's: a version, `null`, `undefined`, or `-` when it threw or hung. */
  readonly got: string;
}

export interface Capabilities {
  readonly batch: boolean;
  readonly purge: boolean;
}

export type Command =
  | { readonly do: 'open'; readonly instance: number; readonly subject: SubjectName; readonly options: OpenOptions }
  | { readonly do: 'call'; readonly instance: number; readonly call: CallRequest }
  | { readonly do: 'purge'; readonly instance: number; readonly key: string; readonly tags?: readonly string[] }
  | { readonly do: 'loads'; readonly instance: number }
  /** Rejections that nobody awaited: each would have ended a program that does not catch them. */
  | { readonly do: 'stray' };

export interface Request {
  readonly seq: number;
  readonly command: Command;
}

export type Reply =
  { readonly seq: number; readonly result: unknown } | { readonly seq: number; readonly error: string };
