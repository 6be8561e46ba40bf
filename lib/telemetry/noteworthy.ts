import type { CacheEvent } from '../cache/index.ts';

/** What goes as it should, and what another event tells as well: a failed load says of what it was contradicted. */
const UNLOGGED = [
  'contradicted',
  'confirmed',
  'hit',
  'miss',
  'purged',
  'lease',
  'wait',
  'collapsed',
  'load',
  'absent',
  'fill',
  'promote',
  'refresh',
  'evict',
] as const;

type Unlogged = (typeof UNLOGGED)[number];
export type NoteworthyEvent = CacheEvent & { readonly kind: Exclude<CacheEvent['kind'], Unlogged> };

const unlogged: ReadonlySet<CacheEvent['kind']> = new Set(UNLOGGED);

/** Whether an operator needs to read of it. */
export const isNoteworthy = (event: CacheEvent): event is NoteworthyEvent =>
  event.kind === 'stale' ? event.reason === 'stale-if-error' : !unlogged.has(event.kind);
