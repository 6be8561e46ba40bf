import type { Happening, UsageEvent } from '../../http/answers/index.ts';
import type { Amounts, Counters } from '../../ledgers/counters.ts';
import { usageKey } from '../../ledgers/usage-hours.ts';
import { DROPPED, isGathered } from './event-names.ts';

export interface ReadEvents {
  /** The oldest first. */
  readonly events: readonly UsageEvent[];
  readonly dropped: number;
}

// Of all hours that are asked for: several hundred kilobytes.
const MAX_ANSWERED_EVENTS = 2000;

export const readEvents = async (counters: Pick<Counters, 'read'>, wanted: readonly number[]): Promise<ReadEvents> => {
  const pages = await counters.read(wanted.map((hour) => usageKey(hour, 'events')));
  const all = [...pages.values()].flatMap(eventsOf).sort((a, b) => (a.at < b.at ? -1 : 1));
  const events = all.slice(-MAX_ANSWERED_EVENTS);
  const dropped = [...pages.values()].reduce((sum, amounts) => sum + (amounts[DROPPED] ?? 0), 0);
  return { events, dropped: dropped + all.length - events.length };
};

/** Of one hour. What is gathered is one event, at the first time that any environment met it. */
const eventsOf = (amounts: Amounts): readonly UsageEvent[] => {
  const events = new Map<string, UsageEvent>();
  for (const [name, count] of Object.entries(amounts)) {
    const found = decode(name);
    if (found === undefined) continue;
    const { happening } = found;
    const identity = isGathered(happening) ? JSON.stringify(happening) : name;
    const known = events.get(identity);
    const at = new Date(found.at).toISOString();
    const first = known !== undefined && known.at < at ? known.at : at;
    events.set(identity, { at: first, count: count + (known?.count ?? 0), ...happening });
  }
  return [...events.values()];
};

interface Decoded {
  readonly at: number;
  readonly happening: Happening;
}

/** Undefined for what this version cannot read. */
const decode = (name: string): Decoded | undefined => {
  if (!name.startsWith('{')) return undefined;
  const { at, ...rest } = parsed(name);
  if (typeof at !== 'number' || !Number.isInteger(at) || Math.abs(at) > MAX_TIME_MS) return undefined;
  const fields = FIELDS.get(String(rest.kind));
  if (fields === undefined) return undefined;
  const members = fields.map(([member, isRight]) => [member, rest[member], isRight(rest[member])] as const);
  if (!members.every(([, , isRight]) => isRight)) return undefined;
  // Members that a newer release has added are left out.
  const picked = Object.fromEntries(members.map(([member, value]) => [member, value]));
  return { at, happening: { kind: rest.kind, ...picked } as Happening };
};

// The furthest time that a Date can have.
const MAX_TIME_MS = 8.64e15;

const parsed = (text: string): Readonly<Record<string, unknown>> => {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null ? { ...json } : {};
  } catch {
    return {};
  }
};

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isTextOrNull: Check = (value) => value === null || typeof value === 'string';
const isCount: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
const isTexts: Check = (value) => Array.isArray(value) && value.every(isText);
const isOneOf =
  (...texts: readonly string[]): Check =>
  (value) =>
    texts.includes(String(value));

const LOAD_FAULT = { league: isText, documents: isText };

const BY_KIND: Readonly<Record<Happening['kind'], Readonly<Record<string, Check>>>> = {
  purge: {
    league: isText,
    scopes: isTexts,
    more: isCount,
    why: isOneOf('moves', 'request'),
    by: isTextOrNull,
  },
  warm: { league: isText, planned: isCount, loaded: isCount, failed: isCount, left: isCount, stopped: isTextOrNull },
  breaker: { change: isOneOf('opened', 'closed'), documents: isText },
  refused: { cause: isText, allowance: isOneOf('all', 'unknown', 'key') },
  contradicted: LOAD_FAULT,
  malformed: LOAD_FAULT,
  field: { change: isOneOf('gone', 'back'), documents: isText, field: isText },
};

const FIELDS: ReadonlyMap<string, readonly (readonly [string, Check])[]> = new Map(
  Object.entries(BY_KIND).map(([kind, checks]) => [kind, Object.entries(checks)]),
);
