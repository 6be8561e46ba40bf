import type { Clock } from '../../lib/cache/index.ts';

/** What a hit in memory finds out, one thing after the other: each step does all that the ones before it do. */
export type HitSteps = Readonly<Record<string, (key: string) => unknown>>;

interface Held {
  readonly entry: object;
  readonly value: unknown;
  readonly storedAt: number;
  readonly freshUntil: number;
  readonly loadDuration: number;
  readonly validUnder: number;
  uses: number;
}

/** As the engine's: who asks may want the value, or only where it came from. */
class HeldAnswer {
  readonly kind = 'value';
  readonly entry: object;
  private readonly held: Held;

  constructor(held: Held) {
    this.entry = held.entry;
    this.held = held;
  }

  value(): unknown {
    return this.held.value;
  }
}

const MAX_USES = 3;
const MAX_LOADS_AHEAD = 30;
const HOUR_MS = 3_600_000;

/**
 * Each as short as it can be written, in one function, with everything at hand: a floor for whoever finds out the same,
 * and no cache. `values`: what is held, by key.
 */
export const hitSteps = (values: ReadonlyMap<string, unknown>, clock: Clock): HitSteps => {
  const start = clock.now();
  const until = start + HOUR_MS;
  const times = { storedAt: start, freshUntil: until, loadDuration: 1, validUnder: 1 };
  const held = new Map<string, Held>();
  for (const [key, value] of values) held.set(key, { entry: {}, value, ...times, uses: 0 });
  const log = { version: 1, from: start, until };

  const fresh = (key: string): Held | undefined => {
    const now = clock.now();
    const its = held.get(key);
    return its !== undefined && its.storedAt <= now && now < its.freshUntil ? its : undefined;
  };
  const unpurged = (key: string): Held | undefined => {
    const now = clock.now();
    if (now < log.from || now >= log.until) return undefined;
    const its = held.get(key);
    if (its === undefined || now < its.storedAt || now >= its.freshUntil) return undefined;
    return its.validUnder === log.version ? its : undefined;
  };
  const used = (key: string): Held | undefined => {
    const its = unpurged(key);
    if (its !== undefined && its.uses < MAX_USES) its.uses += 1;
    return its;
  };
  const notDue = (key: string): Held | undefined => {
    const now = clock.now();
    if (now < log.from || now >= log.until) return undefined;
    const its = held.get(key);
    if (its === undefined || now < its.storedAt || now >= its.freshUntil) return undefined;
    if (its.validUnder !== log.version) return undefined;
    if (its.uses < MAX_USES) its.uses += 1;
    return its.freshUntil - now > its.loadDuration * MAX_LOADS_AHEAD ? its : undefined;
  };
  const answered = (key: string): HeldAnswer | undefined => {
    const its = notDue(key);
    return its && new HeldAnswer(its);
  };
  const valued = (key: string): unknown => answered(key)?.value();

  return {
    'held, and fresh by the clock': fresh,
    '… not purged, by a log that is young enough': unpurged,
    '… counted as a use, for eviction': used,
    '… not to be loaded early': notDue,
    '… in an answer that says where it is from': answered,
    '… and its value': valued,
    '… as a promise': (key) => Promise.resolve(valued(key)),
  };
};
