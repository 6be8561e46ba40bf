import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSimulatedEspn, type SimulatedEspn } from '../../../simulators/espn/index.ts';
import type { PlayerId, TeamId } from '../../../lib/sports/model/index.ts';
import { createEspnUpstream } from '../../../lib/upstreams/espn/upstream.ts';
import { missingAlways, shapeOf, type DocumentShape } from '../../../lib/upstreams/fields/shape.ts';
import { withFieldWatch } from '../../../lib/upstreams/fields/with-field-watch.ts';
import { WATCHED } from '../../../lib/upstreams/fields/watched.ts';
import { anyCall, espnAnswering } from '../../support/fake-espn.ts';

let simulated: SimulatedEspn;
beforeAll(async () => {
  simulated = await startSimulatedEspn();
});
afterAll(() => simulated.close());

interface Saw {
  readonly documents: string;
  readonly shape: DocumentShape;
  readonly slot: number;
}

const watched = () => {
  const { url } = simulated;
  const saw: Saw[] = [];
  const espn = createEspnUpstream({
    siteUrl: url,
    webUrl: url,
    coreUrl: url,
    partnersUrl: url,
    userAgent: 'Statline/1.0 (+https://statline.test)',
    // A busy machine is no silent provider.
    timeout: 30_000,
  });
  const upstream = withFieldWatch(espn, {
    saw: (documents, shape, slot) => void saw.push({ documents, shape, slot }),
  });
  return { upstream, saw };
};

const KC = '12' as TeamId;
const MAHOMES = '3139477' as PlayerId;

describe('every document that the provider sends', () => {
  it('is told once, by its league and kind, with the fields that were read of it', async () => {
    const { upstream, saw } = watched();
    await upstream.roster('nfl', KC, anyCall);
    await upstream.player('nfl', MAHOMES, anyCall);
    await upstream.career('nfl', MAHOMES, 'regular', anyCall);
    expect(saw.map(({ documents }) => documents)).toEqual(['nfl roster', 'nfl player', 'nfl career']);
    expect([...(saw[0]?.shape.fields ?? [])]).toEqual(
      expect.arrayContaining(['season', 'team.logo', 'athletes.jersey', 'athletes.profile.height']),
    );
    expect([...(saw[2]?.shape.fields ?? [])]).toContain('categories.passing.passingYards');
  });

  it('falls into the slot of its address: the same again, and others elsewhere', async () => {
    const { upstream, saw } = watched();
    for (const id of ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']) {
      await upstream.roster('nfl', id as TeamId, anyCall);
      await upstream.roster('nfl', id as TeamId, anyCall);
    }
    const slots = saw.map(({ slot }) => slot);
    expect(slots.filter((_, index) => index % 2 === 0)).toEqual(slots.filter((_, index) => index % 2 === 1));
    expect(new Set(slots).size).toBeGreaterThan(4);
    expect(slots.every((slot) => slot >= 0 && slot < 32)).toBe(true);
  });

  it('of the simulated provider has what all recorded ones have, in every league', async () => {
    const { upstream, saw } = watched();
    for (const league of ['nfl', 'nba', 'mlb', 'nhl', 'wnba'] as const) {
      const { teams } = await upstream.teams(league, anyCall);
      const [team] = teams;
      if (team === undefined) throw new Error(`${league} has no team`);
      const roster = await upstream.roster(league, team.id, anyCall);
      await upstream.team(league, team.id, anyCall);
      await upstream.scoreboard(league, undefined, anyCall);
      const [athlete] = roster?.athletes ?? [];
      if (athlete !== undefined) await upstream.search(league, athlete.name, anyCall);
    }
    for (const { documents, shape } of saw) {
      const what = documents.split(' ')[1] as keyof typeof WATCHED;
      expect({ documents, missing: missingAlways(shape, WATCHED[what]) }).toEqual({ documents, missing: [] });
    }
  });

  it('that does not exist is none, and one that cannot be read lacks itself', async () => {
    const { upstream, saw } = watched();
    expect(await upstream.roster('nfl', '99999' as TeamId, anyCall)).toBeNull();
    expect(saw).toEqual([]);
    const broken: Saw[] = [];
    const garbled = withFieldWatch(espnAnswering('{"team":{}}').espn, {
      saw: (documents, shape, slot) => void broken.push({ documents, shape, slot }),
    });
    await expect(garbled.roster('nfl', KC, anyCall)).rejects.toMatchObject({ code: 'malformed' });
    const failing = withFieldWatch(espnAnswering('{}', { status: 500 }).espn, { saw: () => expect.fail() });
    await expect(failing.roster('nfl', KC, anyCall)).rejects.toThrow();
    expect(broken).toHaveLength(1);
    expect([...(broken[0]?.shape.parts ?? []), ...(broken[0]?.shape.fields ?? [])]).toEqual(['!']);
  });

  it('goes through the guard that its call has', async () => {
    const { upstream } = watched();
    const asked: string[] = [];
    const guard = {
      request<T>({ document }: { readonly document: string }, send: () => Promise<T>): Promise<T> {
        asked.push(document);
        return send();
      },
    };
    await upstream.teams('nfl', { ...anyCall, guard });
    expect(asked).toHaveLength(1);
  });
});

describe('the shape of a document', () => {
  const rules = WATCHED.team;
  const fieldsOf = (record: unknown): readonly string[] => [...shapeOf(record, rules).fields];

  it('has a field whatever it is worth, and lacks one that is null, empty or not there', () => {
    expect(fieldsOf({ team: { color: '', logo: null, slug: 'kc', location: 0 } })).toEqual([
      '!.document',
      'team.location',
      'team.slug',
    ]);
  });

  it('expects nothing of a part that is not there', () => {
    expect(shapeOf({ team: {}, nextGame: null }, rules).parts).not.toContain('nextGame');
    expect(shapeOf({ team: {}, nextGame: {} }, rules).parts).toContain('nextGame');
  });

  it('names columns so that no dot of theirs is taken for a step', () => {
    const table = { categories: [{ name: 'a.b', names: ['c d', '__proto__', 'x'.repeat(99)] }] };
    expect([...shapeOf(table, WATCHED.seasonTable).fields].slice(1)).toEqual([
      'categories.a_b.c_d',
      'categories.a_b.__proto__',
      `categories.a_b.${'x'.repeat(40)}`,
    ]);
  });

  it('looks for its own fields, and for whatever columns a table had', () => {
    const { looksFor } = shapeOf({}, WATCHED.career);
    expect(['categories.passing.yards', 'teams.name', 'categories.rows.teamId'].map(looksFor)).toEqual([
      true,
      true,
      true,
    ]);
    expect(['jersey', 'teams.color', 'a.b.c.d'].map(looksFor)).toEqual([false, false, false]);
  });
});
