import { expect, it } from 'vitest';
import type { PlayerId } from '../../../lib/sports/model/index.ts';
import { createNameIndex } from '../../../lib/sports/names/name-index.ts';
import { createPrefixIndex } from '../../../lib/sports/names/prefix-index.ts';
import { nameAt } from '../../../simulators/espn/names.ts';
import { bytesKept } from '../../support/heap.ts';

const players = Array.from({ length: 5000 }, (_, place) => {
  const { firstName, lastName } = nameAt('bytes', place);
  return { id: String(place) as PlayerId, name: `${firstName} ${lastName}` };
});

// A directory's text has about 53 characters for each player.
it.each([
  ['by their names', () => createNameIndex(players), 280],
  ['by the beginnings of their names', () => createPrefixIndex(players, () => []), 230],
])('finds players %s by an index of a few words for each', async (_, create: () => unknown, most) => {
  const { bytes } = await bytesKept(create);
  expect(bytes / players.length).toBeGreaterThan(100);
  expect(bytes / players.length).toBeLessThan(most);
});
