import { describe, expect, it } from 'vitest';
import { cacheKey, type Absent, type Entry, type Found, type Served } from '../../../lib/cache/index.ts';
import { sumProvider } from '../../../lib/telemetry/usage/sums.ts';
import { createUsage, type Answered } from '../../../lib/telemetry/usage/usage.ts';
import { entryOf } from '../../support/entries.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { countsOf, openUsage } from '../../support/usage.ts';

const clock = createFakeClock();
const fromTier = (tier: string, state: 'fresh' | 'stale-if-error' = 'fresh'): Served => ({ by: 'tier', tier, state });
const fromUpstream = (collapsed = false): Served => ({ by: 'upstream', collapsed });

const found = (served: Served, of: Partial<Entry> = {}): Found<unknown> => ({
  kind: 'value',
  entry: { ...entryOf(clock, '{}'), scopes: ['*'], ...of },
  served,
  value: () => ({}),
});
const missing = (served: Served, of: Partial<Entry> = {}): Absent => ({
  kind: 'absent',
  entry: { ...entryOf(clock, '{}'), ...of, body: null },
  served,
});
const answer = (entries: Answered['entries'], { failed = 0, bytes = 0 } = {}): Answered => ({
  entries,
  farthest: entries.at(-1),
  failed,
  bytes,
});

describe('usage', () => {
  it('counts a question by its farthest entry, and every entry by how it was served', () => {
    const usage = openUsage();
    usage.answered('nfl', answer([found(fromTier('l1'))], { bytes: 120 }));
    usage.answered('nfl', answer([found(fromTier('l1')), found(fromTier('l2')), found(fromUpstream())], { bytes: 80 }));
    usage.answered('nba', answer([found(fromTier('l3', 'stale-if-error'))]));
    usage.answered('nba', answer([missing(fromUpstream(true))]));
    expect(countsOf(usage)).toEqual({
      'nfl.question.hit.l1': 1,
      'nfl.question.miss': 1,
      'nfl.hit.l1': 2,
      'nfl.hit.l2': 1,
      'nfl.miss': 1,
      'nfl.bytes': 200,
      'nba.question.stale': 1,
      'nba.stale': 1,
      'nba.question.collapsed': 1,
      'nba.collapsed': 1,
      'nba.absent': 1,
    });
    expect(countsOf(usage)).toEqual({});
  });

  it('counts what failed, of a question that had other parts and of one that had none', () => {
    const usage = openUsage();
    usage.answered('nfl', answer([found(fromTier('l1'))], { failed: 2 }));
    usage.answered('nfl', answer([], { failed: 1 }));
    expect(countsOf(usage)).toEqual({
      'nfl.question.hit.l1': 1,
      'nfl.hit.l1': 1,
      'nfl.failed': 3,
      'nfl.question.failed': 1,
    });
  });

  it('does not count an answer that no entry went into', () => {
    const usage = openUsage();
    usage.answered('nfl', answer([], { bytes: 500 }));
    expect(countsOf(usage)).toEqual({});
  });

  it('counts an entry once, however many parts of an answer rest on it: as the first of them had it', () => {
    const usage = openUsage();
    const entry = entryOf(clock, '{}');
    usage.answered('nfl', answer([found(fromUpstream(), entry), found(fromUpstream(true), entry)].map(same(entry))));
    expect(countsOf(usage)).toMatchObject({ 'nfl.miss': 1 });
  });

  it('counts what was loaded before anybody asked, as long as it is fresh', () => {
    const usage = openUsage();
    for (const cause of ['predict', 'warm', 'refresh']) {
      usage.answered('nfl', answer([found(fromTier('l2'), { loadReason: cause })]));
      usage.answered('nfl', answer([found(fromTier('l2', 'stale-if-error'), { loadReason: cause })]));
      usage.answered('nfl', answer([found(fromUpstream(), { loadReason: cause })]));
    }
    expect(countsOf(usage)).toMatchObject({ 'nfl.foreseen.predict': 1, 'nfl.foreseen.warm': 1 });
  });

  it('counts a player once a question, whatever the question is, and no player who does not exist', () => {
    const usage = openUsage();
    const mahomes = { scopes: ['*', 'player:3139477'] };
    usage.answered('nfl', answer([found(fromTier('l1'), mahomes), found(fromTier('l2'), mahomes)]));
    usage.answered('nfl', answer([found(fromUpstream(), { scopes: ['*', 'stats', 'player:3139477'] })]));
    usage.answered('nfl', answer([missing(fromUpstream(), { scopes: ['*', 'player:1'] })]));
    expect(countsOf(usage, 'asked')).toEqual({ 'nfl.3139477': 2 });
    expect(countsOf(usage)).toMatchObject({ 'nfl.players': 2 });
  });

  it('hands on the forty most asked of a league, and never more names than one write takes', () => {
    const usage = openUsage();
    const ask = (id: number, times: number) => {
      const scopes = [`player:${id}`];
      for (let time = 0; time < times; time += 1) usage.answered('nfl', answer([found(fromTier('l1'), { scopes })]));
    };
    for (let id = 1; id <= 60; id += 1) ask(id, id);
    const taken = countsOf(usage, 'asked');
    expect(Object.keys(taken)).toHaveLength(40);
    expect([taken['nfl.60'], taken['nfl.21'], taken['nfl.20']]).toEqual([60, 21, undefined]);
    for (let index = 0; index < 320; index += 1) usage.putBack('sums', { [`other.${index}`]: 1 });
    for (const league of ['nfl', 'nba', 'mlb', 'nhl', 'wnba', 'cfb', 'mbb', 'wbb']) {
      for (let id = 0; id < 60; id += 1) usage.putBack('asked', { [`${league}.${id}`]: 1 });
    }
    expect(Object.keys(countsOf(usage))).toHaveLength(288);
    expect(Object.keys(countsOf(usage, 'asked'))).toHaveLength(290);
  });

  it('counts loads, what became of them, and purges, by league', () => {
    const usage = openUsage();
    usage.observe({ kind: 'load', source: 'nfl:stats:1:career' });
    usage.observe({ kind: 'load-failed', source: 'nfl:stats:1:career', elapsed: 1, error: new Error('no') });
    usage.observe({ kind: 'purge', namespace: 'nba', scopes: ['*'] });
    usage.observe({ kind: 'load', source: 'elsewhere' });
    usage.observe({ kind: 'hit', tier: 'l1', key: cacheKey('nfl:teams'), absent: false });
    expect(countsOf(usage)).toEqual({ 'nfl.load': 1, 'nfl.load-failed': 1, 'nba.purge': 1 });
  });

  it('counts a field that is gone as often as it is told, and has it among the events once', () => {
    const usage = createUsage(createFakeClock());
    const field = { documents: 'nfl roster', field: 'athletes.jersey', since: 0 };
    usage.observe({ kind: 'field-gone', ...field, again: false });
    usage.observe({ kind: 'field-gone', ...field, again: true });
    usage.observe({ kind: 'field-back', ...field, again: false });
    expect(Object.fromEntries(usage.take('sums'))).toEqual({ 'field-gone': 2, 'field-back': 1 });
    expect([...usage.take('events').keys()].map((name) => JSON.parse(name) as unknown)).toMatchObject([
      { kind: 'field', change: 'gone', documents: 'nfl roster', field: 'athletes.jersey' },
      { kind: 'field', change: 'back', documents: 'nfl roster', field: 'athletes.jersey' },
    ]);
  });

  it('keeps commands to Redis for a write that others make, and asks for one for a hundred', () => {
    const usage = createUsage(createFakeClock());
    usage.redisCommands(99);
    expect(usage.hasCounts()).toBe(false);
    usage.redisCommands(1);
    expect(usage.hasCounts()).toBe(true);
    expect(Object.fromEntries(usage.take('sums'))).toEqual({ 'redis-commands': 100 });
    expect(usage.hasCounts()).toBe(false);
  });

  it('counts outages of the provider, and their ends', () => {
    const usage = openUsage();
    const change = { documents: 'site roster', since: 1 };
    usage.observe({ kind: 'breaker-opened', ...change });
    usage.observe({ kind: 'breaker-closed', ...change });
    usage.observe({ kind: 'breaker-opened', ...change });
    const amounts = countsOf(usage);
    expect(amounts).toEqual({ 'breaker-opened': 2, 'breaker-closed': 1 });
    expect(sumProvider(amounts).outages).toEqual({ begun: 2, ended: 1 });
  });

  it('counts calls to the provider by cause, and those that were not allowed', () => {
    const usage = openUsage();
    usage.called('ask', { admitted: true });
    usage.called('warm', { admitted: true });
    usage.called('warm', { admitted: true });
    usage.called('warm', { admitted: false });
    expect(countsOf(usage)).toEqual({ 'call.ask': 1, 'call.warm': 2, 'refused.warm': 1 });
  });

  it('counts again what could not be handed on', () => {
    const usage = openUsage();
    usage.called('ask', { admitted: true });
    const taken = countsOf(usage);
    usage.called('ask', { admitted: true });
    usage.putBack('sums', taken);
    expect(countsOf(usage)).toEqual({ 'call.ask': 2 });
  });

  it('is not filled by a flood of names', () => {
    const usage = openUsage();
    for (let id = 0; id < 6000; id += 1) usage.putBack('asked', { [`nfl.${id}`]: 1 });
    expect(Object.keys(countsOf(usage, 'asked'))).toHaveLength(40);
  });
});

const same =
  (entry: Entry) =>
  (each: Found<unknown>): Found<unknown> => ({ ...each, entry });
