import type { Course, Game } from './game.ts';
import { standingOf } from './standing.ts';

/** What comes in a game's way: it begins late, has no time, stands still, goes on, or ends at once. */
export const INCIDENTS = ['delay', 'no-time', 'rain', 'suspend', 'resume', 'cancel', 'forfeit'] as const;
export type Incident = (typeof INCIDENTS)[number];

export interface IncidentOptions {
  readonly incident: Incident;
  /** Epoch milliseconds. */
  readonly at: number;
  /** How long it takes; left out where nobody knows. */
  readonly lasts: number | undefined;
}

/** Whether it can come in the way of a game that stands like this. */
export const isPossible = (game: Game, { incident, at }: Pick<IncidentOptions, 'incident' | 'at'>): boolean => {
  const { kind } = standingOf(game, at);
  switch (incident) {
    case 'delay':
      return kind === 'scheduled' || kind === 'delayed';
    case 'no-time':
      return kind === 'scheduled';
    case 'rain':
    case 'suspend':
      return kind === 'playing' || kind === 'pause' || kind === 'halftime' || kind === 'rain-delay';
    case 'resume':
      return kind === 'suspended' || kind === 'rain-delay' || kind === 'delayed';
    case 'cancel':
    case 'forfeit':
      return kind !== 'final' && kind !== 'postponed' && kind !== 'canceled' && kind !== 'forfeit';
  }
};

/** The game with what has come in its way. */
export const withIncident = (game: Game, { incident, at, lasts = Infinity }: IncidentOptions): Game => {
  const course: Course = game.course ?? { begins: game.start, lasts: game.end - game.start };
  switch (incident) {
    case 'delay':
      return withCourse(game, { ...course, begins: game.start + lasts });
    case 'no-time':
      return withCourse(game, { ...course, withoutTime: true });
    case 'rain':
      return withCourse(game, { ...course, halt: { from: at, until: at + lasts, as: 'rain-delay' } });
    case 'suspend':
      return withCourse(game, { ...course, halt: { from: at, until: at + lasts, as: 'suspended' } });
    case 'resume':
      return withCourse(game, resumed(course, at));
    case 'cancel':
      return withCourse(game, { ...course, ended: { at, as: 'canceled' } });
    case 'forfeit':
      return withCourse(game, { ...course, ended: { at, as: 'forfeit' } });
  }
};

const resumed = (course: Course, at: number): Course =>
  course.halt === undefined ? { ...course, begins: at } : { ...course, halt: { ...course.halt, until: at } };

const withCourse = (game: Game, course: Course): Game => {
  const { begins, lasts, halt, ended } = course;
  const halted = halt === undefined ? 0 : halt.until - halt.from;
  // Who has not played it out has not played it.
  return { ...game, course, end: ended === undefined ? begins + lasts + halted : Infinity };
};
