import type { SceneName } from '../../infra/local/scenes/scene.ts';
import { playerCommand, typing } from '../../test/examples/interactions.ts';

/** What somebody types, and what Discord makes of it. */
export interface Question {
  readonly typed: string;
  readonly interaction: string;
}

const player = (league: string, name: string): Question => ({
  typed: `/player ${league} ${name}`,
  interaction: playerCommand(league, name),
});

const HELD = player('nfl', 'Patrick Mahomes');
const COMPLETED: Question = { typed: '/player nfl josh a…', interaction: typing('nfl', 'josh a') };
/** Of a league that nothing is held of: one for each step. */
const COLD = [
  'Connor McDavid',
  'Nathan MacKinnon',
  'Sidney Crosby',
  'Auston Matthews',
  'Leon Draisaitl',
  'Mitch Marner',
];

/** What is asked at each step of a scene. */
export const questionsOf = (scene: SceneName, step: number): readonly Question[] => {
  switch (scene) {
    case 'trade-night':
      return [player('nfl', 'Micah Parsons'), player('nfl', 'Justin Jefferson')];
    case 'game-night':
      return [HELD];
    case 'blocked':
    case 'slow':
    case 'over-budget':
    case 'outage':
      return [HELD, player('nhl', COLD[step % COLD.length] ?? ''), COMPLETED];
  }
};
