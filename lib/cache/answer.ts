import type { Entry } from './entry.ts';
import type { StaleReason } from './events.ts';

/** Who answered. */
export type Served =
  | { readonly by: 'tier'; readonly tier: string; readonly state: 'fresh' | StaleReason }
  /** collapsed: joined a load that somebody else in this process had begun. */
  | { readonly by: 'upstream'; readonly collapsed: boolean };

interface Known {
  readonly entry: Entry;
  readonly served: Served;
}

export interface Found<V> extends Known {
  readonly kind: 'value';
  /** The decoded body: the same value to every reader for as long as it is remembered, parsed again after that. */
  value(): V;
}

export interface Absent extends Known {
  readonly kind: 'absent';
}

export interface Failed {
  readonly kind: 'failed';
  readonly error: unknown;
}

/** What a read comes to. A failed load is an answer too: it never passes for absence. */
export type Answer<V> = Found<V> | Absent | Failed;
