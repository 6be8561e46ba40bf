import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { MAX_PROBE_CALLS, probeDocuments } from '../../../functions/compose/documents-probe.ts';
import type { LeagueId } from '../../../lib/sports/model/index.ts';
import { UpstreamError } from '../../../lib/sports/upstream/index.ts';
import { createEspnUpstream } from '../../../lib/upstreams/espn/upstream.ts';
import { EMPTY_RECORD, withDocuments } from '../../../lib/upstreams/fields/field-record.ts';
import { encodeRecord, recordName } from '../../../lib/upstreams/fields/stored-record.ts';
import { createRapidApiUpstream } from '../../../lib/upstreams/rapidapi/upstream.ts';
import type { FieldChange } from '../../../simulators/espn/documents/changed-fields.ts';
import { startSimulatedEspn, type SimulatedEspn } from '../../../simulators/espn/index.ts';
import { startSimulatedRapidApi, type SimulatedRapidApi } from '../../../simulators/rapidapi/index.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemoryDocumentStore } from '../../support/memory-document-store.ts';

// Its season is on: a Thursday of November.
const clock = createFakeClock(Date.UTC(2026, 10, 19, 18));

const LEAGUES = ['nfl', 'nba', 'mlb', 'nhl', 'wnba'] as const;

let simulated: SimulatedEspn;
let rapid: SimulatedRapidApi;
beforeAll(async () => {
  simulated = await startSimulatedEspn({ clock });
  rapid = await startSimulatedRapidApi({ key: 'k', clock });
  // The first page of a simulated table and the first search take longer than a probe has, on a busy machine.
  const call = { signal: new AbortController().signal };
  for (const league of LEAGUES) {
    const upstream = espn();
    const { season, teams } = await upstream.teams(league, call);
    const [group = ''] = upstream.seasonTableGroups(league);
    await upstream.seasonTable(league, { season: season ?? 0, type: 'regular', group, page: 1 }, call);
    await upstream.search(league, teams[0]?.name ?? '', call);
  }
}, 120_000);
afterAll(() => Promise.all([simulated.close(), rapid.close()]));
afterEach(() => simulated.configure({ fields: [], fail: 'none', hollow: [] }));

const espn = (admit: () => Promise<void> = () => Promise.resolve()) => {
  const { url } = simulated;
  const userAgent = 'Statline/1.0 (+https://statline.test)';
  // A busy machine is no silent provider.
  const options = { userAgent, timeout: 30_000, admit };
  return createEspnUpstream({ siteUrl: url, webUrl: url, coreUrl: url, partnersUrl: url, ...options });
};

const probe = (league: LeagueId = 'nfl', documents = createMemoryDocumentStore(), upstream = espn()) =>
  probeDocuments({ open: () => Promise.resolve(upstream), documents, league, clock });

/** What is not whole, in a word each. */
const faultsOf = async (...asked: Parameters<typeof probe>): Promise<readonly string[]> => {
  const { documents } = await probe(...asked);
  return documents
    .flatMap(({ kind, outcome, gone }) =>
      outcome === 'answered' ? gone.map(({ field }) => `${kind} lacks ${field}`) : [`${kind} ${outcome}`],
    )
    .sort();
};

describe('one document of each kind', () => {
  it.each(LEAGUES)(
    'is whole in the %s, for twenty calls at most',
    async (league) => {
      simulated.reset();
      const { calls, documents } = await probe(league);
      expect(documents.filter(({ outcome, gone }) => outcome !== 'answered' || gone.length > 0)).toEqual([]);
      expect(documents.map(({ kind }) => kind)).toEqual(
        expect.arrayContaining(['teams', 'roster', 'player', 'search', 'career', 'team', 'scoreboard', 'season']),
      );
      expect(calls).toBe(simulated.calls().total);
      expect(calls).toBeLessThanOrEqual(MAX_PROBE_CALLS);
    },
    60_000,
  );

  it('of the other provider is whole as well, for four calls', async () => {
    const upstream = createRapidApiUpstream({ url: rapid.url, key: 'k', userAgent: 'Statline/1.0', timeout: 30_000 });
    const { calls, documents } = await probe('nfl', createMemoryDocumentStore(), upstream);
    expect(documents.map(({ kind, outcome }) => `${kind} ${outcome}`)).toEqual([
      'teams answered',
      'roster answered',
      'player answered',
      'seasonStats answered',
    ]);
    expect(calls).toBe(4);
    expect(documents.flatMap(({ kind, gone }) => gone.map(({ field }) => `${kind} ${field}`))).toEqual([]);
  });
});

describe('a field that the provider has taken away', () => {
  const roster = 'athletes.*.items.*';
  it.each([
    ['roster', `${roster}.jersey`, 'roster lacks athletes.jersey'],
    ['roster', `${roster}.displayHeight`, 'roster lacks athletes.profile.height'],
    ['roster', 'season', 'roster lacks season'],
    ['athlete', 'headshot', 'player lacks profile.headshot'],
    ['athlete', 'position', 'player lacks position'],
    ['team', 'team.slug', 'team lacks team.slug'],
    ['teams', 'sports.0.leagues.0.teams.*.team.color', 'teams lacks teams.color'],
    ['scoreboard', 'events.*.status.type.detail', undefined],
  ] as const)(
    'of %s, %s, is named whether it is dropped, renamed or something else',
    async (endpoint, path, named) => {
      for (const change of ['drop', 'rename', 'retype'] satisfies FieldChange['change'][]) {
        simulated.configure({ fields: [{ endpoint, path, change }] });
        // A text in another place stands in for the last one.
        if (named !== undefined) expect(await faultsOf()).toEqual([named]);
        else expect(await faultsOf()).toEqual([]);
      }
    },
    60_000,
  );

  it('is named beside others', async () => {
    simulated.configure({
      fields: [
        { endpoint: 'roster', path: `${roster}.jersey`, change: 'drop' },
        { endpoint: 'athlete', path: 'jersey', change: 'rename' },
        { endpoint: 'athlete', path: 'displayHeight', change: 'retype' },
        { endpoint: 'stats', path: 'categories', change: 'drop' },
      ],
    });
    expect(await faultsOf()).toEqual([
      'career failed',
      'player lacks jersey',
      'player lacks profile.height',
      'roster lacks athletes.jersey',
    ]);
  });

  it('is told with its time where environments have noticed, a column of stats as well', async () => {
    const documents = createMemoryDocumentStore();
    const field = 'categories.passing.passingTouchdownsPerThrow';
    const known = { parts: new Set(['categories.passing', '!']), fields: new Set([field]), looksFor: () => true };
    const gone = { ...known, fields: new Set<string>() };
    const learned = withDocuments(
      EMPTY_RECORD,
      Array.from({ length: 200 }, (_, index) => ({
        shape: index < 100 ? known : gone,
        at: clock.now() - (200 - index) * 600_000,
        slot: index % 32,
      })),
    );
    await documents.compareAndSet(recordName('nfl career'), encodeRecord(learned), undefined);
    const since = new Date(clock.now() - 100 * 600_000).toISOString();
    // Whoever stands first in the roster may throw nothing: their document has no such part.
    const { documents: probed } = await probe('nfl', documents);
    const career = probed.find(({ kind }) => kind === 'career');
    expect([[], [{ field, since }]]).toContainEqual(career?.gone);
  });

  it('is not missed where most documents of the league lack it', async () => {
    const documents = createMemoryDocumentStore();
    const shape = (has: boolean) => ({
      parts: new Set(['', '!']),
      fields: new Set(has ? ['jersey'] : []),
      looksFor: () => true,
    });
    const rare = withDocuments(
      EMPTY_RECORD,
      Array.from({ length: 100 }, (_, index) => ({ shape: shape(index % 2 === 0), at: index, slot: index % 32 })),
    );
    await documents.compareAndSet(recordName('nfl player'), encodeRecord(rare), undefined);
    simulated.configure({ fields: [{ endpoint: 'athlete', path: 'jersey', change: 'drop' }] });
    expect(await faultsOf('nfl', documents)).toEqual([]);
  });
});

describe('what cannot be asked', () => {
  it('is told apart from what is gone', async () => {
    const spent = espn(() => Promise.reject(new UpstreamError('over-budget', 'The budget is spent')));
    const { calls, documents } = await probe('nfl', createMemoryDocumentStore(), spent);
    expect(new Set(documents.map(({ outcome }) => outcome))).toEqual(new Set(['not-asked']));
    expect(calls).toBeLessThanOrEqual(MAX_PROBE_CALLS);
    simulated.configure({ fail: 'error500' });
    expect(await faultsOf()).toContain('teams failed');
  });

  it('is asked without a store that answers', async () => {
    const documents = createMemoryDocumentStore();
    documents.fail();
    simulated.configure({ fields: [{ endpoint: 'athlete', path: 'jersey', change: 'drop' }] });
    expect(await faultsOf('nfl', documents)).toEqual(['player lacks jersey']);
  });
});
