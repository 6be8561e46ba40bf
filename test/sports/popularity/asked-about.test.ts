import { describe, expect, it } from 'vitest';
import type { PlayerId, TeamId } from '../../../lib/sports/model/index.ts';
import { createAskedAbout } from '../../../lib/sports/popularity/asked-about.ts';
import { createDomain } from '../../support/domain.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream } from '../../support/fake-upstream.ts';

const MAHOMES = '3139477';
const chiefs = new Set(['12' as TeamId]);
const packers = new Set(['9' as TeamId]);

const worldWith = (asked: Readonly<Record<string, number>>) => {
  const clock = createFakeClock(Date.parse('2026-11-22T18:00Z'));
  const { cache, resources } = createDomain({ upstream: createFakeUpstream(), clock });
  const top = Object.entries(asked).map(([id, score]) => ({ id: id as PlayerId, score: 5, asked: score }));
  const popularity = { top: () => Promise.resolve(top) };
  return {
    isAskedAbout: createAskedAbout({ popularity, cache, resources }),
    readDirectory: () => cache.read(resources.directory('nfl')),
  };
};

describe('whether people ask about a team', () => {
  it('is yes for the teams of the players that they ask about', async () => {
    const { isAskedAbout, readDirectory } = worldWith({ [MAHOMES]: 1 });
    await readDirectory();
    expect(await isAskedAbout('nfl', chiefs)).toBe(true);
    expect(await isAskedAbout('nfl', packers)).toBe(false);
    expect(await isAskedAbout('nfl', new Set([...packers, ...chiefs]))).toBe(true);
  });

  it('is no for the starting list, and for questions of days ago', async () => {
    const { isAskedAbout, readDirectory } = worldWith({ [MAHOMES]: 0.2, '1': 0 });
    await readDirectory();
    expect(await isAskedAbout('nfl', chiefs)).toBe(false);
  });

  it('is yes for any team while nobody knows whose players they are', async () => {
    expect(await worldWith({ [MAHOMES]: 1 }).isAskedAbout('nfl', packers)).toBe(true);
    expect(await worldWith({ [MAHOMES]: 0 }).isAskedAbout('nfl', packers)).toBe(false);
  });
});
