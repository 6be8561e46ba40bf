import type { UsageEventsAnswer } from '../../../../lib/http/answers/index.ts';
import { el, withStyle } from './dom.ts';
import { isTrouble, LANES, laneOf, marksOf, placeOn, sayEvent, ticksOf, type Axis } from './events.ts';
import { clock, day, moment } from './times.ts';
import { windowsOf } from './windows.ts';

const DAY_MS = 24 * 3_600_000;
// Behind the present, for what opens next.
const AHEAD = 0.12;

/** What happened on one axis of time, a lane for each kind; drawn for the eye alone: the list tells the same. */
export const timeline = (events: UsageEventsAnswer): HTMLElement => {
  const from = Date.parse(events.from);
  const now = Date.parse(events.now);
  const axis: Axis = { from, to: now + (now - from) * AHEAD };
  const lanes = LANES.map(({ id, label }) =>
    el(
      'div',
      { class: 'lane' },
      el('span', { class: 'lane-name' }, label),
      el(
        'div',
        { class: 'track' },
        ...marksOf(events.events, id, axis).map(({ at, events: many, isTrouble: hasTrouble }) =>
          withStyle(
            el('i', { class: `mark ${hasTrouble ? 'trouble' : 'calm'}${many > 1 ? ' several' : ''}` }),
            '--at',
            at,
          ),
        ),
        nowLine(axis, now),
      ),
    ),
  );
  return el(
    'div',
    { class: 'timeline', 'aria-hidden': 'true' },
    windowLane(events, axis, now),
    ...lanes,
    ticks(axis, now),
  );
};

const nowLine = (axis: Axis, now: number): HTMLElement =>
  withStyle(el('i', { class: 'now' }), '--at', placeOn(axis, now));

const windowLane = (events: UsageEventsAnswer, axis: Axis, now: number): HTMLElement =>
  el(
    'div',
    { class: 'lane' },
    el('span', { class: 'lane-name' }, 'Windows'),
    el(
      'div',
      { class: 'track' },
      ...windowsOf(events)
        // Of those that open later than is drawn, the first alone: it stands at the end.
        .filter(({ opens }, index, all) => opens <= axis.to || all.findIndex((each) => each.opens > axis.to) === index)
        .map(({ league, state, opens, closes }) => {
          const start = placeOn(axis, opens);
          const band = el('i', { class: `band ${state}${opens > axis.to ? ' beyond' : ''}` }, league);
          return withStyle(withStyle(band, '--at', start), '--to', Math.max(start, placeOn(axis, closes)));
        }),
      nowLine(axis, now),
    ),
  );

const ticks = (axis: Axis, now: number): HTMLElement => {
  const isLong = axis.to - axis.from > 2 * DAY_MS;
  return el(
    'div',
    { class: 'lane ticks' },
    el('span', { class: 'lane-name' }, 'UTC'),
    el(
      'div',
      { class: 'track' },
      ...ticksOf({ from: axis.from, to: now }).map((at) =>
        withStyle(
          el('time', { datetime: new Date(at).toISOString() }, isLong ? day(at) : clock(at)),
          '--at',
          placeOn(axis, at),
        ),
      ),
      withStyle(el('span', { class: 'is-now' }, 'now'), '--at', placeOn(axis, now)),
    ),
  );
};

/** The newest first. */
export const eventItems = (events: UsageEventsAnswer, limit: number): readonly HTMLElement[] => {
  const now = Date.parse(events.now);
  return events.events
    .slice(-limit)
    .reverse()
    .map((event) =>
      el(
        'li',
        { class: isTrouble(event) ? 'trouble' : 'calm' },
        el('time', { datetime: event.at }, moment(Date.parse(event.at), now)),
        el('span', { class: `kind ${laneOf(event) ?? 'window'}` }, KINDS[laneOf(event) ?? 'window']),
        el('span', { 'data-told': 'event' }, sayEvent(event)),
      ),
    );
};

const KINDS = {
  purge: 'Purge',
  warm: 'Warm',
  breaker: 'Provider',
  refused: 'Budget',
  fault: 'Fault',
  window: 'Window',
} as const;
