import { afterEach, describe, expect, it } from 'vitest';
import {
  startSimulatedRapidApi,
  type SimulatedRapidApi,
  type SimulatedRapidApiOptions,
} from '../../../simulators/rapidapi/index.ts';
import type { PlayerId, TeamId } from '../../../lib/sports/model/index.ts';
import { createRapidApiUpstream } from '../../../lib/upstreams/rapidapi/upstream.ts';
import { anyCall } from '../../support/fake-espn.ts';

const KEY = 'the-key';
const jackson = '3916387' as PlayerId;

describe('a simulated nfl-api-data, asked by the real adapter', () => {
  let simulated: SimulatedRapidApi | undefined;

  afterEach(async () => {
    await simulated?.close();
  });

  const start = async (options: Partial<SimulatedRapidApiOptions> = {}, key = KEY) => {
    simulated = await startSimulatedRapidApi({
      key: KEY,
      clock: { now: () => Date.UTC(2025, 10, 22, 23) },
      ...options,
    });
    const upstream = createRapidApiUpstream({ url: simulated.url, key, userAgent: 'Statline/1.0' });
    return { simulated, upstream };
  };

  it('has the teams, their rosters and the players on them', async () => {
    const { upstream, simulated } = await start();
    const { teams } = await upstream.teams('nfl', anyCall);
    expect(teams).toHaveLength(32);
    const ravens = teams.find(({ abbreviation }) => abbreviation === 'BAL');
    const roster = await upstream.roster('nfl', ravens?.id ?? ('0' as TeamId), anyCall);
    expect(roster?.season).toBe(2025);
    expect(roster?.athletes.find(({ id }) => id === jackson)).toMatchObject({ name: 'Lamar Jackson', position: null });
    expect(await upstream.player('nfl', jackson, anyCall)).toMatchObject({ position: 'QB', teamId: ravens?.id });
    expect(simulated.calls()).toMatchObject({ total: 3, byEndpoint: { teams: 1, roster: 1, player: 1 }, refused: 0 });
    simulated.reset();
    expect(simulated.calls().total).toBe(0);
  });

  it('tells one season in numbers', async () => {
    const { upstream } = await start();
    const of = { id: jackson, season: 2024, type: 'regular' } as const;
    const table = await upstream.seasonStats('nfl', of, anyCall);
    const passing = table?.categories.find(({ name }) => name === 'passing');
    const values = passing?.names.map((name, column) => [name, passing.rows[0]?.values[column]]) ?? [];
    expect(Object.fromEntries(values)).toMatchObject({ gamesPlayed: 17, passingYards: 4172, passingTouchdowns: 41 });
  });

  it('says that there is no such team, player or season', async () => {
    const { upstream } = await start();
    const of = { id: jackson, season: 1990, type: 'regular' } as const;
    expect(await upstream.roster('nfl', '999' as TeamId, anyCall)).toBeNull();
    expect(await upstream.player('nfl', '1' as PlayerId, anyCall)).toBeNull();
    expect(await upstream.seasonStats('nfl', of, anyCall)).toBeNull();
  });

  it('refuses whoever has not its key', async () => {
    const { upstream, simulated } = await start({}, 'another');
    await expect(upstream.teams('nfl', anyCall)).rejects.toMatchObject({ code: 'blocked' });
    expect(simulated.calls()).toMatchObject({ total: 1, refused: 1 });
  });

  it('answers so often a day, and says when the next begins', async () => {
    let now = Date.UTC(2025, 10, 22, 23, 45);
    const { upstream } = await start({ dailyQuota: 2, clock: { now: () => now } });
    await upstream.teams('nfl', anyCall);
    await upstream.teams('nfl', anyCall);
    await expect(upstream.teams('nfl', anyCall)).rejects.toMatchObject({ code: 'rate-limited', retryAfter: 900_000 });
    now += 900_000;
    await expect(upstream.teams('nfl', anyCall)).resolves.toBeDefined();
  });

  it('reports its calls to whoever asks', async () => {
    const { simulated } = await start();
    await fetch(`${simulated.url}/nowhere`);
    const report = await (await fetch(`${simulated.url}/__calls`)).json();
    expect(report).toMatchObject({ total: 1, byEndpoint: { other: 1 }, refused: 1 });
    expect((await fetch(`${simulated.url}/__calls/reset`, { method: 'POST' })).status).toBe(200);
    expect(simulated.calls().total).toBe(0);
    expect((await fetch(`${simulated.url}/__else`)).status).toBe(404);
  });
});
