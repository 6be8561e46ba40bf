import { expect, it } from 'vitest';
import { createCalendar } from '../../../lib/sports/calendar/index.ts';
import type { PlayerId } from '../../../lib/sports/model/index.ts';
import { encodeDirectory } from '../../../lib/sports/names/index.ts';
import { directoryIndex } from '../../../lib/sports/names/name-index.ts';
import { storedDirectory } from '../../../lib/sports/resources/directory-stored.ts';
import type { ResourceContext } from '../../../lib/sports/resources/index.ts';
import { nameAt } from '../../../simulators/espn/names.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { bytesKept } from '../../support/heap.ts';

const players = Array.from({ length: 5000 }, (_, place) => {
  const { firstName, lastName } = nameAt('directory', place);
  const id = String(3_000_000 + place) as PlayerId;
  const row = { otherNames: [], teamId: null, position: 'WR', jersey: null, status: 'active' };
  return { id, name: `${firstName} ${lastName}`, ...row, from: 'everyPlayer' as const };
});
const text = JSON.stringify(encodeDirectory({ league: 'nfl', players }));

it('counts no less than a decoded directory takes with its index of names', async () => {
  const context = { calendar: createCalendar(), clock: createFakeClock() } as unknown as ResourceContext;
  const stored = storedDirectory(context, 'nfl');
  const { bytes } = await bytesKept(() => {
    const directory = stored.decode(JSON.parse(text));
    return { directory, index: directoryIndex(directory) };
  });
  expect(bytes).toBeGreaterThan(text.length);
  expect(bytes).toBeLessThan(text.length * (stored.decodedWeight ?? 0));
});
