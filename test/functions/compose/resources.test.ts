import { afterAll, beforeAll, expect, it } from 'vitest';
import { espnVariables } from '../../../infra/local/stack/variables.ts';
import type { PlayerId, TeamId } from '../../../lib/sports/model/index.ts';
import { startSimulatedEspn, type SimulatedEspn } from '../../../simulators/espn/index.ts';
import { open } from './neighbours.ts';

let espn: SimulatedEspn;
beforeAll(async () => {
  espn = await startSimulatedEspn();
});
afterAll(() => espn.close());

const MAHOMES = '3139477' as PlayerId;

const composed = () => open(espnVariables({ url: espn.url, label: 'simulated' }));

it('loads a document through what is cached already, and asks the provider for the rest', async () => {
  const { cache, resources, drain, story } = composed();
  await cache.read(resources.teams('nfl'));
  espn.reset();
  const answer = await cache.read(resources.player('nfl', MAHOMES));
  expect(answer.kind === 'value' && answer.value()).toMatchObject({ id: MAHOMES, team: { abbreviation: 'KC' } });
  // The teams were there.
  expect(espn.calls().total).toBe(1);
  await drain();
  expect(story()).not.toContain('load-failed');
});

it('knows who is popular from the starting list, once a directory is there', async () => {
  const { cache, resources, popularity } = composed();
  const directory = await cache.read(resources.directory('nfl'));
  expect(directory.kind).toBe('value');
  await popularity.merge('nfl');
  const top = await popularity.top('nfl', 5);
  expect(top).toHaveLength(5);
});

it('takes a player from the directory that is cached, without asking the provider', async () => {
  const { cache, resources } = composed();
  await cache.read(resources.teams('nfl'));
  // The directory takes its rows from the rosters that are cached.
  const kansasCity = resources.roster('nfl', '12' as TeamId);
  await cache.read(kansasCity);
  await cache.read(resources.directory('nfl'));
  espn.reset();
  expect(await cache.read(resources.player('nfl', MAHOMES))).toMatchObject({ kind: 'value' });
  expect(espn.calls().total).toBe(0);
});
