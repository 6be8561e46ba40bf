import { describe, expect, it } from 'vitest';
import { ROUTE } from '../../../lib/http/route-keys.ts';
import { createTestApi } from '../../support/api.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream } from '../../support/fake-upstream.ts';

const [MAHOMES, JACKSON] = ['3139477', '3916387'];

const createWorld = () => {
  const noted: unknown[] = [];
  const predictor = {
    recordQuestion: (
      league: string,
      { players, season, type }: { players: readonly string[]; season?: unknown; type?: unknown },
    ) => noted.push([league, [...players], season, type]),
  };
  const api = createTestApi({ upstream: createFakeUpstream(), clock: createFakeClock(), predictor });
  return { api, noted };
};

describe('what is predicted from', () => {
  it('are the players whose document, line or career was loaded for the answer', async () => {
    const { api, noted } = createWorld();
    const path = { league: 'nfl', player: MAHOMES };
    await api.get(ROUTE.player, path);
    await api.get(ROUTE.stats, path);
    expect(noted).toEqual([
      ['nfl', [MAHOMES], undefined, undefined],
      ['nfl', [MAHOMES], undefined, 'regular'],
    ]);
    // The career's load has filled it.
    await api.get(ROUTE.stats, path, { season: '2024' });
    expect(noted).toHaveLength(2);
  });

  it('are those of a batch or a comparison who were found', async () => {
    const { api, noted } = createWorld();
    const body = { player_ids: [MAHOMES, '99999'], names: ['Byron Young', 'Micah Parsons'], season: 2024 };
    await api.post(ROUTE.statsBatch, { league: 'nfl' }, body);
    await api.get(ROUTE.compare, { league: 'nfl' }, { players: `${MAHOMES},${JACKSON}`, season: '2023' });
    expect(noted).toEqual([
      ['nfl', [MAHOMES, '4361423'], 2024, 'regular'],
      // The first one's line was held.
      ['nfl', [JACKSON], 2023, 'regular'],
    ]);
  });

  it('is nobody whom the provider does not know', async () => {
    const { api, noted } = createWorld();
    await api.get(ROUTE.player, { league: 'nfl', player: '99999' });
    await api.get(ROUTE.stats, { league: 'nfl', player: '99999' }, { season: '2024' });
    expect(noted).toEqual([]);
  });
});
