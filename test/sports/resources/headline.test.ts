import { expect, it } from 'vitest';
import type { Answer } from '../../../lib/cache/index.ts';
import type { PlayerId } from '../../../lib/sports/model/index.ts';
import { createDomain } from '../../support/domain.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream } from '../../support/fake-upstream.ts';

const MAHOMES = '3139477' as PlayerId;
const of = { league: 'nfl', id: MAHOMES, type: 'regular' } as const;

const valueOf = async <V>(asked: Promise<Answer<V>>): Promise<V> => {
  const answer = await asked;
  if (answer.kind !== 'value') throw new Error(`The answer is ${answer.kind}`);
  return answer.value();
};

it('stands in a line, in each season of a career and in its total, as it is stored', async () => {
  const { cache, resources } = createDomain({ upstream: createFakeUpstream(), clock: createFakeClock() });
  const line = await valueOf(cache.read(resources.statLine(of, 2024)));
  expect(line.headline[0]).toMatchObject({ name: 'passingYards', label: 'Pass Yds', value: 3928, display: '3,928' });
  const career = await valueOf(cache.read(resources.career(of)));
  expect(career.seasons.at(-1)?.headline).toEqual(line.headline);
  expect(career.career.headline).toMatchObject([{ name: 'passingYards' }]);
  for (const { byTeam = [] } of career.seasons) expect(JSON.stringify(byTeam)).not.toContain('headline');
});
