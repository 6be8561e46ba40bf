import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { createRefresh, type RefreshDeps } from '../../../functions/refresh/handler.ts';
import { PurgeIncompleteError } from '../../../lib/cache/index.ts';
import type { LoadReason } from '../../../lib/ledgers/load-reason.ts';
import { currentPayer } from '../../../lib/ledgers/payer.ts';
import { UpstreamError } from '../../../lib/sports/upstream/index.ts';
import { createDomain } from '../../support/domain.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream } from '../../support/fake-upstream.ts';

const event = (...bodies: readonly string[]): SQSEvent => ({
  Records: bodies.map((body, index) => ({ messageId: `m${index}`, body }) as SQSRecord),
});

const message = (key: string, loadedAt = 1000): string => JSON.stringify({ namespace: 'nfl', key, loadedAt });
const prediction = (change: object = {}): string =>
  JSON.stringify({ kind: 'predict', namespace: 'nfl', player: '7', season: 2024, type: 'regular', ...change });
const reloading = (change: object = {}): string =>
  JSON.stringify({ kind: 'reload', namespace: 'nfl', teams: ['12'], purgedAt: 5, ...change });

const PLENTY = (): number => 15_000;

const createWorld = (given: Partial<RefreshDeps> = {}) => {
  const done: unknown[] = [];
  const reported: unknown[] = [];
  const reasons: LoadReason[] = [];
  const batches: unknown[] = [];
  const refresh = createRefresh({
    cache: {
      async refresh(query, loadedAt) {
        await Promise.resolve();
        done.push([query.key, loadedAt]);
        if (query.key.includes('13')) throw new Error('provider down');
        if (query.key.includes('14')) throw new UpstreamError('over-budget', 'the calls of today are spent');
        return 'loaded';
      },
      purge(league, scopes) {
        done.push(['purge', league, ...scopes]);
        const nowhere = scopes.includes('team:13');
        const somewhere = scopes.includes('team:14');
        if (nowhere) return Promise.reject(new PurgeIncompleteError(['l2', 'l3'], []));
        return somewhere ? Promise.reject(new PurgeIncompleteError(['l2'], ['l3'])) : Promise.resolve('stamp');
      },
    },
    resources: createDomain({ upstream: createFakeUpstream(), clock: createFakeClock() }).resources,
    async reload({ teams }) {
      await Promise.resolve();
      done.push(['reload', ...teams]);
      if (teams.includes('13' as never)) throw new Error('provider down');
      if (teams.includes('14' as never)) throw new UpstreamError('over-budget', 'the calls of today are spent');
    },
    prefetch({ player }) {
      done.push(['predict', player]);
      return player === '13'
        ? Promise.reject(new Error('provider down'))
        : Promise.resolve({ planned: 0, held: 0, loaded: 0 });
    },
    onBatch: (batch) => void batches.push(batch),
    clock: createFakeClock(),
    runWithReason(reason, work) {
      reasons.push(reason);
      return work();
    },
    onUnreadable: (body) => reported.push(body),
    onFailure: (what) => reported.push(what),
    onDropped: (why, count) => reported.push(`${count} dropped, ${why}`),
    onPrefetched: ({ player }) => reported.push(`prefetched ${player}`),
    onPrefetchFailed: ({ player }) => reported.push(`prefetch failed ${player}`),
    ...given,
  });
  return { refresh, done, reported, reasons };
};

describe('the refresh function', () => {
  it.each([
    [null, ['null']],
    [undefined, ['null']],
    [7, ['7']],
    [{}, ['{}']],
    [{ Records: null }, ['{"Records":null}']],
    [{ Records: [null, 7, {}, { messageId: 'm' }, { messageId: 7, body: '{}' }, { messageId: 'm', body: {} }] }, 6],
  ])('drops and reports what is no record, and asks for none of it again: %j', async (malformed, expected) => {
    const { refresh, done, reported } = createWorld();
    expect(await refresh(malformed as SQSEvent, PLENTY)).toEqual({ batchItemFailures: [] });
    expect(done).toEqual([]);
    if (typeof expected === 'number') expect(reported).toHaveLength(expected);
    else expect(reported).toEqual(expected);
  });

  it('does the rest of a batch with a malformed record', async () => {
    const { refresh, done, reported } = createWorld();
    const { Records } = event(message('nfl:teams'));
    const answer = await refresh({ Records: [null, ...Records] } as unknown as SQSEvent, PLENTY);
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(done).toEqual([['nfl:teams', 1000]]);
    expect(reported).toEqual(['null']);
  });

  it('loads each key of a batch, and gives back only the one that failed', async () => {
    const { refresh, done, reported } = createWorld();
    const answer = await refresh(
      event(message('nfl:teams'), message('nfl:roster:13'), message('nfl:player:12')),
      PLENTY,
    );
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }] });
    expect(done).toEqual([
      ['nfl:teams', 1000],
      ['nfl:roster:13', 1000],
      ['nfl:player:12', 1000],
    ]);
    expect(reported).toEqual(['nfl:roster:13']);
  });

  it('loads for the caller whose question left it to the queue', async () => {
    const callers: unknown[] = [];
    const { refresh } = createWorld({
      cache: {
        refresh() {
          callers.push(currentPayer().caller);
          return Promise.resolve('loaded');
        },
        purge: () => Promise.resolve('stamp'),
      },
    });
    const caller = { name: 'bot', of: 3 };
    const left = JSON.stringify({ namespace: 'nfl', key: 'nfl:player:7', loadedAt: 0, caller });
    await refresh(event(left, message('nfl:teams')), PLENTY);
    expect(callers).toEqual([caller, undefined]);
  });

  it('loads under the lease that the asking environment has left to it', async () => {
    const leases: unknown[] = [];
    const { refresh } = createWorld({
      cache: {
        refresh(_query, _loadedAt, options) {
          leases.push(options?.leaseUntil);
          return Promise.resolve('loaded');
        },
        purge: () => Promise.resolve('stamp'),
      },
    });
    const left = JSON.stringify({ namespace: 'nfl', key: 'nfl:teams', loadedAt: 1000, leaseUntil: 5000 });
    await refresh(event(left, message('nfl:teams')), PLENTY);
    expect(leases).toEqual([5000, undefined]);
  });

  it('purges what no tier had taken, and gives it back only if again none takes it', async () => {
    const { refresh, done, reported } = createWorld();
    const purging = (...scopes: string[]): string => JSON.stringify({ kind: 'purge', namespace: 'nfl', scopes });
    const batch = event(purging('team:12', 'directory'), purging('team:13'), purging('team:14'));
    expect(await refresh(batch, PLENTY)).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }] });
    expect(done).toEqual([
      ['purge', 'nfl', 'team:12', 'directory'],
      ['purge', 'nfl', 'team:13'],
      ['purge', 'nfl', 'team:14'],
    ]);
    expect(reported).toEqual(['purge of nfl team:13']);
    const strange = [purging(), purging('two words'), purging(...Array.from({ length: 21 }, () => '*'))];
    await refresh(event(...strange), PLENTY);
    expect(reported.slice(1)).toEqual(strange.map((body) => body.slice(0, 200)));
  });

  it('does what was asked for before what was not, each in its own name', async () => {
    const { refresh, done, reasons } = createWorld();
    await refresh(event(prediction(), reloading(), message('nfl:teams')), PLENTY);
    expect(done).toEqual([
      ['reload', '12'],
      ['nfl:teams', 1000],
      ['predict', '7'],
    ]);
    expect(reasons).toEqual(['purge', 'refresh', 'predict']);
  });

  it('takes a padded id for the id itself, in messages as everywhere', async () => {
    const { refresh, done } = createWorld();
    await refresh(event(prediction({ player: '007' }), reloading({ teams: ['012'] })), PLENTY);
    expect(done).toEqual([
      ['reload', '12'],
      ['predict', '7'],
    ]);
  });

  it('gives back a reload that failed, and never a prediction', async () => {
    const { refresh, reported } = createWorld();
    const answer = await refresh(
      event(prediction({ player: '13' }), reloading({ teams: ['13'] }), prediction({ season: undefined })),
      PLENTY,
    );
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }] });
    expect(reported).toEqual(['nfl after a purge', 'prefetch failed 13', 'prefetched 7']);
  });

  it('drops what is not asked for because the provider is out of order: whoever meets it next has it loaded', async () => {
    const upstream = createFakeUpstream();
    const { cache, resources } = createDomain({ upstream, clock: createFakeClock() });
    const { refresh, reported } = createWorld({ cache, resources });
    upstream.fail(new UpstreamError('provider-unavailable', 'it failed a moment ago', { retryAfter: 1000 }));
    expect(await refresh(event(message('nfl:roster:12'), message('nfl:teams')), PLENTY)).toEqual({
      batchItemFailures: [],
    });
    expect(reported).toEqual(['2 dropped, provider-unavailable']);
  });

  it('drops what the budget refuses, and says so once: it is not the fault of the message', async () => {
    const { refresh, reported } = createWorld();
    const answer = await refresh(
      event(
        message('nfl:roster:14'),
        message('nfl:roster:13'),
        message('nfl:player:14'),
        reloading({ teams: ['14'] }),
        message('nfl:teams'),
      ),
      PLENTY,
    );
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }] });
    expect(reported).toEqual(['nfl:roster:13', '3 dropped, over-budget']);
  });

  it('drops what cannot be true, and says so once', async () => {
    const upstream = createFakeUpstream();
    const { cache, resources } = createDomain({ upstream, clock: createFakeClock() });
    const { refresh, reported } = createWorld({ cache, resources });
    upstream.answerWith('teams nfl', { season: 2025, teams: [] });
    upstream.answerWith('season nfl', { league: 'nfl', season: 2025, phases: [] });
    const answer = await refresh(event(message('nfl:teams'), message('nfl:season')), PLENTY);
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(reported).toEqual(['2 dropped, contradicted']);
  });

  it('knows a spent budget by what the engine says of it', async () => {
    const upstream = createFakeUpstream();
    const { cache, resources } = createDomain({ upstream, clock: createFakeClock() });
    const { refresh, reported } = createWorld({ cache, resources });
    upstream.fail(new UpstreamError('over-budget', 'the calls of this minute are spent'));
    expect(await refresh(event(message('nfl:teams'), message('nfl:player:12')), PLENTY)).toEqual({
      batchItemFailures: [],
    });
    expect(reported).toEqual(['2 dropped, over-budget']);
  });

  it('drops predictions for which there is no time, and says how many: a batch that is cut off comes back whole', async () => {
    const { refresh, done, reported } = createWorld();
    const batch = event(prediction(), message('nfl:teams'), prediction({ player: '8' }));
    expect(await refresh(batch, () => 8000)).toEqual({ batchItemFailures: [] });
    expect(done).toEqual([['nfl:teams', 1000]]);
    expect(reported).toEqual(['2 dropped, out-of-time']);
  });

  it('drops the rest of the predictions when the time runs out between them', async () => {
    const { refresh, reported } = createWorld();
    const times = [15_000, 8000, 7000];
    await refresh(event(...['7', '8', '9'].map((player) => prediction({ player }))), () => times.shift() ?? 0);
    expect(reported).toEqual(['prefetched 7', '2 dropped, out-of-time']);
  });

  it.each([
    'not json',
    '{}',
    '[]',
    message('nfl:secrets'),
    message('../etc'),
    '{"namespace":"nfl","key":7}',
    prediction({ player: '../etc' }),
    prediction({ namespace: 'cricket' }),
    prediction({ season: 20.5 }),
    prediction({ type: 'friendly' }),
    reloading({ teams: 'all' }),
    reloading({ teams: Array.from({ length: 11 }, String) }),
    '{"kind":"explode","namespace":"nfl"}',
  ])('says what it does not understand, and does not take it again: %s', async (body) => {
    const { refresh, done, reported } = createWorld();
    expect(await refresh(event(body), PLENTY)).toEqual({ batchItemFailures: [] });
    expect([done, reported]).toEqual([[], [body]]);
  });
});
