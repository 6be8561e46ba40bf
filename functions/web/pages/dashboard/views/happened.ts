import { el, fill, row, table } from '../dom.ts';
import { count } from '../figures.ts';
import type { Answers } from '../load.ts';
import { eventItems, timeline } from '../timeline.ts';
import { moment } from '../times.ts';
import { windowsOf } from '../windows.ts';

const FIRST = 6;
// A week may have two thousand: the rest is in /v1/usage/events.
const MAX_LISTED = 200;

export const showEvents = ({ events, view: { league } }: Answers): void => {
  fill('events-scope', league === null ? 'All leagues' : league.toUpperCase());
  const now = Date.parse(events.now);
  const windows = windowsOf(events);
  const coming = windows.filter(({ state }) => state === 'next');
  const open = windows.filter(({ state }) => state === 'open');
  const told = [...open, ...coming.slice(0, Math.max(1, 3 - open.length))];
  fill(
    'windows',
    el(
      'ul',
      { class: 'windows' },
      ...told.map(({ league: of, name, state, opens, closes, says }) =>
        el(
          'li',
          { class: state },
          el('strong', {}, `${of} ${name}`),
          el('time', { datetime: new Date(state === 'open' ? closes : opens).toISOString() }, says),
        ),
      ),
    ),
  );
  fill('timeline', timeline(events));
  fill(
    'events',
    ...(events.events.length === 0
      ? [el('li', { class: 'empty' }, 'Nothing has happened in this range.')]
      : eventItems(events, FIRST)),
  );
  fill(
    'events-table',
    table({
      caption: 'Windows for player moves',
      columns: ['Window', 'State', 'Opens, UTC', 'Closes, UTC'],
      texts: [1, 2, 3],
      rows: windows.map(({ league: of, name, state, opens, closes }) =>
        row(`${of} ${name}`, state, time(opens, now), time(closes, now)),
      ),
    }),
    el('ol', { class: 'events' }, ...eventItems(events, MAX_LISTED)),
    el(
      'p',
      { class: 'note' },
      'Events that the pages of their hours had no room for: ',
      count('events.dropped', events.dropped),
      events.events.length > MAX_LISTED ? '. The newest are listed; /v1/usage/events has all.' : '.',
    ),
  );
};

const time = (at: number, now: number): HTMLElement =>
  el('time', { datetime: new Date(at).toISOString() }, moment(at, now));
