import { easternDay, easternMinutes, easternZone, partsOf } from '../schedule/days.ts';
import { FORMATS } from '../schedule/formats.ts';
import type { Game } from '../schedule/game.ts';
import type { Progress, Standing } from '../schedule/standing.ts';

const TYPES = {
  scheduled: { id: '1', name: 'STATUS_SCHEDULED', state: 'pre', completed: false, description: 'Scheduled' },
  playing: { id: '2', name: 'STATUS_IN_PROGRESS', state: 'in', completed: false, description: 'In Progress' },
  final: { id: '3', name: 'STATUS_FINAL', state: 'post', completed: true, description: 'Final' },
  // Over for the day, and yet not completed.
  postponed: { id: '6', name: 'STATUS_POSTPONED', state: 'post', completed: false, description: 'Postponed' },
  'without-time': { id: '1', name: 'STATUS_SCHEDULED', state: 'pre', completed: false, description: 'Scheduled' },
  forfeit: { id: '4', name: 'STATUS_FORFEIT', state: 'post', completed: true, description: 'Forfeit' },
  canceled: { id: '5', name: 'STATUS_CANCELED', state: 'post', completed: false, description: 'Canceled' },
  delayed: { id: '7', name: 'STATUS_DELAYED', state: 'pre', completed: false, description: 'Delayed' },
  suspended: { id: '8', name: 'STATUS_SUSPENDED', state: 'post', completed: false, description: 'Suspended' },
  'rain-delay': { id: '17', name: 'STATUS_RAIN_DELAY', state: 'in', completed: false, description: 'Rain Delay' },
  pause: { id: '22', name: 'STATUS_END_PERIOD', state: 'in', completed: false, description: 'End of Period' },
  halftime: { id: '23', name: 'STATUS_HALFTIME', state: 'in', completed: false, description: 'Halftime' },
} as const;

export const statusDocument = (game: Game, standing: Standing) => {
  const progress = 'period' in standing ? standing : { period: 0, left: 0, share: 0 };
  const [detail, shortDetail] = detailsOf(game, standing);
  return {
    clock: progress.left,
    displayClock: clockText(progress.left),
    period: progress.period,
    type: { ...TYPES[standing.kind], detail, shortDetail },
  };
};

const detailsOf = (game: Game, standing: Standing): readonly [detail: string, shortDetail: string] => {
  switch (standing.kind) {
    case 'scheduled':
      return [longTime(game), shortTime(game)];
    case 'without-time': {
      const { month, day } = partsOf(easternDay(game.start));
      return ['TBD', `${month}/${day} - TBD`];
    }
    case 'rain-delay': {
      const [period, short] = periodTexts(game, standing);
      return [`Rain Delay, ${period}`, `Delay, ${short}`];
    }
    case 'delayed':
    case 'suspended':
    case 'canceled':
    case 'forfeit':
    case 'postponed':
    case 'final':
    case 'halftime': {
      const { description } = TYPES[standing.kind];
      return [description, description];
    }
    case 'pause':
      return [`End of ${periodText(game, standing)}`, `End of ${ordinal(standing.period)}`];
    case 'playing':
      return FORMATS[game.league].periods.minutes === 0
        ? inningText(game, standing)
        : [
            `${clockText(standing.left)} - ${periodText(game, standing)}`,
            `${clockText(standing.left)} - ${ordinal(standing.period)}`,
          ];
  }
};

const periodTexts = (game: Game, standing: Progress): readonly [string, string] =>
  FORMATS[game.league].periods.minutes === 0
    ? inningText(game, standing)
    : [periodText(game, standing), ordinal(standing.period)];

const inningText = (game: Game, { period, share }: Progress): readonly [string, string] => {
  const half = (share * FORMATS[game.league].periods.count) % 1 < 0.5 ? 'Top' : 'Bot';
  return [`${half === 'Bot' ? 'Bottom' : half} ${ordinal(period)}`, `${half} ${ordinal(period)}`];
};

const periodText = (game: Game, { period }: Progress): string =>
  `${ordinal(period)} ${FORMATS[game.league].periods.name}`;

/** `11:09` */
const clockText = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

export const ordinal = (value: number): string => {
  const isTeen = value % 100 > 10 && value % 100 < 14;
  const ending = isTeen ? undefined : ENDINGS[value % 10];
  return `${value}${ending ?? 'th'}`;
};

const ENDINGS: Readonly<Record<number, string>> = { 1: 'st', 2: 'nd', 3: 'rd' };
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** `8:20 PM EDT` */
const timeText = (at: number): string => {
  const minutes = easternMinutes(at);
  const hour = Math.floor(minutes / 60);
  const past = String(Math.floor(minutes % 60)).padStart(2, '0');
  return `${hour % 12 === 0 ? 12 : hour % 12}:${past} ${hour < 12 ? 'AM' : 'PM'} ${easternZone(at)}`;
};

/** `Thu, September 4th at 8:20 PM EDT` */
const longTime = ({ start }: Game): string => {
  const { month, day, weekday } = partsOf(easternDay(start));
  return `${DAYS[weekday] ?? ''}, ${MONTHS[month - 1] ?? ''} ${ordinal(day)} at ${timeText(start)}`;
};

/** `9/4 - 8:20 PM EDT` */
const shortTime = ({ start }: Game): string => {
  const { month, day } = partsOf(easternDay(start));
  return `${month}/${day} - ${timeText(start)}`;
};
