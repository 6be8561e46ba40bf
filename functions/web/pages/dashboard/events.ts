import type { UsageEvent } from '../../../../lib/http/answers/index.ts';
import { windowName } from './windows.ts';

export const LANES = [
  { id: 'purge', label: 'Purges' },
  { id: 'warm', label: 'Warm runs' },
  { id: 'breaker', label: 'Provider' },
  { id: 'refused', label: 'Budget' },
  { id: 'fault', label: 'Faulty answers' },
] as const;

type LaneId = (typeof LANES)[number]['id'];

/** Undefined: windows are drawn by when they are open. */
export const laneOf = ({ kind }: UsageEvent): LaneId | undefined => {
  switch (kind) {
    case 'purge':
    case 'warm':
    case 'breaker':
    case 'refused':
      return kind;
    case 'malformed':
    case 'contradicted':
    case 'field':
      return 'fault';
    case 'window':
      return undefined;
  }
};

const times = (count: number): string => (count === 1 ? '' : `, ${count} times in that hour`);
const many = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

const ALLOWANCES = {
  all: "the day's or the minute's calls were spent",
  unknown: 'the allowance for the unknown was spent',
  key: "the key's share was spent",
} as const;

/** What happened, in a sentence without its time. */
export const sayEvent = (event: UsageEvent): string => {
  switch (event.kind) {
    case 'purge': {
      const { league, scopes, more, why, by } = event;
      const listed = [...scopes, ...(more > 0 ? [`${more} more`] : [])].join(', ');
      const because = why === 'moves' ? 'players moved' : `asked for${by === null ? '' : ` by ${by}`}`;
      return `${league.toUpperCase()} purged: ${listed} (${because})`;
    }
    case 'warm': {
      const { league, planned, loaded, failed, left, stopped } = event;
      const rest = [
        failed > 0 && `${failed} failed`,
        left > 0 && `${left} left`,
        stopped !== null && `stopped by ${stopped}`,
      ];
      const said = [`loaded ${loaded} of ${many(planned, 'document')}`, ...rest.filter((part) => part !== false)];
      return `${league.toUpperCase()} warmed: ${said.join(', ')}`;
    }
    case 'breaker':
      return event.change === 'opened'
        ? `The provider fails for ${event.documents}: it is not asked for them`
        : `The provider answers for ${event.documents} again`;
    case 'refused':
      return `A call was refused (${event.cause}): ${ALLOWANCES[event.allowance]}${times(event.count)}`;
    case 'malformed':
      return `${event.league.toUpperCase()} ${event.documents}: an answer could not be read${times(event.count)}`;
    case 'contradicted':
      return `${event.league.toUpperCase()} ${event.documents}: an answer could not be true${times(event.count)}`;
    case 'field':
      return event.change === 'gone'
        ? `${event.documents}: the field ${event.field} is gone from the provider's answers`
        : `${event.documents}: the field ${event.field} is back`;
    case 'window':
      return `${event.league.toUpperCase()} ${windowName(event.window)} window ${event.change}`;
  }
};

/** Marks of a lane that are too near each other to be drawn apart. */
export interface Mark {
  /** On the axis, 0 to 1. */
  readonly at: number;
  readonly events: number;
  /** Of a breaker: it opened. Elsewhere: always. */
  readonly isTrouble: boolean;
}

/** From the first moment to the last, both epoch ms. */
export interface Axis {
  readonly from: number;
  readonly to: number;
}

const PLACES = 90;

export const placeOn = ({ from, to }: Axis, at: number): number => Math.min(1, Math.max(0, (at - from) / (to - from)));

/** Where the events of a lane stand. */
export const marksOf = (events: readonly UsageEvent[], lane: LaneId, axis: Axis): readonly Mark[] => {
  const places = new Map<number, { events: number; isTrouble: boolean }>();
  for (const event of events) {
    if (laneOf(event) !== lane) continue;
    const place = Math.round(placeOn(axis, Date.parse(event.at)) * PLACES);
    const mark = places.get(place) ?? { events: 0, isTrouble: false };
    mark.events += 1;
    mark.isTrouble ||= isTrouble(event);
    places.set(place, mark);
  }
  return [...places].sort(([a], [b]) => a - b).map(([place, mark]) => ({ at: place / PLACES, ...mark }));
};

/** What an operator would want to hear of. */
export const isTrouble = (event: UsageEvent): boolean => {
  switch (event.kind) {
    case 'breaker':
      return event.change === 'opened';
    case 'field':
      return event.change === 'gone';
    case 'warm':
      return event.stopped !== null || event.failed > 0;
    case 'refused':
    case 'malformed':
    case 'contradicted':
      return true;
    case 'purge':
    case 'window':
      return false;
  }
};

const HOUR_MS = 3_600_000;
const STEPS_MS = [0.25, 1, 3, 6, 12, 24, 48].map((hours) => hours * HOUR_MS);
const MAX_TICKS = 7;

/** Round moments on the axis, none of them so near its end that it would touch what is written there. */
export const ticksOf = ({ from, to }: Axis): readonly number[] => {
  const step = STEPS_MS.find((each) => (to - from) / each <= MAX_TICKS) ?? 2 * 24 * HOUR_MS;
  const first = Math.ceil(from / step) * step;
  const count = Math.max(0, Math.floor((to - first) / step - 0.4) + 1);
  return Array.from({ length: count }, (_, index) => first + index * step);
};
