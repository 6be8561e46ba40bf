import { expect, it } from 'vitest';
import { createScores } from '../../../lib/sports/lookup/scores.ts';
import type { PlayerId } from '../../../lib/sports/model/index.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const id = '1' as PlayerId;
const popular = [{ id, score: 5, asked: 5 }];

it('asks once a minute for each league', async () => {
  const clock = createFakeClock();
  let asked = 0;
  const top = () => Promise.resolve(asked++ === 0 ? [] : popular);
  const scoresIn = createScores({ popularity: { top }, clock });
  expect(await Promise.all([scoresIn('nfl'), scoresIn('nfl')])).toEqual([new Map(), new Map()]);
  expect(asked).toBe(1);
  clock.advance(60_000);
  expect(await scoresIn('nfl')).toEqual(new Map([[id, 5]]));
});

it('does not wait for scores that are late, and has them for the next question', async () => {
  const late = Promise.withResolvers<typeof popular>();
  let asked = 0;
  const top = () => (asked++ === 0 ? late.promise : Promise.reject(new Error('no table')));
  const scoresIn = createScores({ popularity: { top }, clock: createFakeClock(), deadline: () => AbortSignal.abort() });
  expect(await scoresIn('nfl')).toEqual(new Map());
  late.resolve(popular);
  await late.promise;
  expect(await scoresIn('nfl')).toEqual(new Map([[id, 5]]));
});

it('keeps the last scores where new ones cannot be read', async () => {
  const clock = createFakeClock();
  let asked = 0;
  const top = () => (asked++ === 0 ? Promise.resolve(popular) : Promise.reject(new Error('no table')));
  const scoresIn = createScores({ popularity: { top }, clock });
  await scoresIn('nfl');
  clock.advance(60_000);
  expect(await scoresIn('nfl')).toEqual(new Map([[id, 5]]));
  expect(await createScores({ popularity: undefined, clock })('nfl')).toEqual(new Map());
});
