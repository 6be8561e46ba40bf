import { describe, expect, it } from 'vitest';
import { cacheKey, type Absent, type Entry, type Found, type Served } from '../../lib/cache/index.ts';
import { sumProvider } from '../../lib/telemetry/usage-sums.ts';
import { createUsage, type Answered } from '../../lib/telemetry/usage.ts';
import { entryOf } from '../support/entries.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { POLICY } from '../support/fake-source.ts';

const clock = createFakeClock();
const fromTier = (tier: string, state: 'fresh' | 'stale-if-error' = 'fresh'): Served => ({ by: 'tier', tier, state });
const fromUpstream = (collapsed = false): Served => ({ by: 'upstream', collapsed });

const found = (served: Served, of: Partial<Entry> = {}): Found<unknown> => ({
  kind: 'value',
  entry: { ...entryOf(clock, '{}'), scopes: ['*'], ...of },
  served,
  policy: POLICY,
  value: () => ({}),
});
const missing = (served: Served, of: Partial<Entry> = {}): Absent => ({
  kind: 'absent',
  entry: { ...entryOf(clock, '{}'), ...of, body: null },
  served,
  policy: POLICY,
});
const answer = (entries: Answered['entries'], { failed = 0, bytes = 0 } = {}): Answered => ({
  entries,
  farthest: entries.at(-1),
  failed,
  bytes,
});

describe('usage', () => {
  it('counts a question by its farthest entry, and every entry by how it was served', () => {
    const usage = createUsage();
    usage.answered('nfl', answer([found(fromTier('l1'))], { bytes: 120 }));
    usage.answered('nfl', answer([found(fromTier('l1')), found(fromTier('l2')), found(fromUpstream())], { bytes: 80 }));
    usage.answered('nba', answer([found(fromTier('l3', 'stale-if-error'))]));
    usage.answered('nba', answer([missing(fromUpstream(true))]));
    expect(usage.take()).toEqual({
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
    expect(usage.take()).toEqual({});
  });

  it('counts what failed, of a question that had other parts and of one that had none', () => {
    const usage = createUsage();
    usage.answered('nfl', answer([found(fromTier('l1'))], { failed: 2 }));
    usage.answered('nfl', answer([], { failed: 1 }));
    expect(usage.take()).toEqual({
      'nfl.question.hit.l1': 1,
      'nfl.hit.l1': 1,
      'nfl.failed': 3,
      'nfl.question.failed': 1,
    });
  });

  it('does not count an answer that no entry went into', () => {
    const usage = createUsage();
    usage.answered('nfl', answer([], { bytes: 500 }));
    expect(usage.take()).toEqual({});
  });

  it('counts an entry once, however many parts of an answer rest on it: as the first of them had it', () => {
    const usage = createUsage();
    const entry = entryOf(clock, '{}');
    usage.answered('nfl', answer([found(fromUpstream(), entry), found(fromUpstream(true), entry)].map(same(entry))));
    expect(usage.take()).toMatchObject({ 'nfl.miss': 1 });
  });

  it('counts what was loaded before anybody asked, as long as it is fresh', () => {
    const usage = createUsage();
    for (const cause of ['predict', 'warm', 'refresh']) {
      usage.answered('nfl', answer([found(fromTier('l2'), { loadReason: cause })]));
      usage.answered('nfl', answer([found(fromTier('l2', 'stale-if-error'), { loadReason: cause })]));
      usage.answered('nfl', answer([found(fromUpstream(), { loadReason: cause })]));
    }
    expect(usage.take()).toMatchObject({ 'nfl.foreseen.predict': 1, 'nfl.foreseen.warm': 1 });
  });

  it('counts a player once a question, whatever the question is, and no player who does not exist', () => {
    const usage = createUsage();
    const mahomes = { scopes: ['*', 'player:3139477'] };
    usage.answered('nfl', answer([found(fromTier('l1'), mahomes), found(fromTier('l2'), mahomes)]));
    usage.answered('nfl', answer([found(fromUpstream(), { scopes: ['*', 'stats', 'player:3139477'] })]));
    usage.answered('nfl', answer([missing(fromUpstream(), { scopes: ['*', 'player:1'] })]));
    const asked = Object.entries(usage.take()).filter(([name]) => name.includes('.asked.'));
    expect(asked).toEqual([['nfl.asked.3139477', 2]]);
  });

  it('hands on the forty most asked of a league, and never more names than one write takes', () => {
    const usage = createUsage();
    const ask = (id: number, times: number) => {
      const scopes = [`player:${id}`];
      for (let time = 0; time < times; time += 1) usage.answered('nfl', answer([found(fromTier('l1'), { scopes })]));
    };
    for (let id = 1; id <= 60; id += 1) ask(id, id);
    const taken = usage.take();
    const asked = Object.keys(taken).filter((name) => name.startsWith('nfl.asked.'));
    expect(asked).toHaveLength(40);
    expect(taken['nfl.asked.60']).toBe(60);
    expect(taken['nfl.asked.21']).toBe(21);
    expect(taken['nfl.asked.20']).toBeUndefined();
    for (let index = 0; index < 280; index += 1) usage.putBack({ [`other.${index}`]: 1 });
    ask(7, 2);
    ask(8, 1);
    const full = usage.take();
    expect(Object.keys(full).length).toBeLessThanOrEqual(290);
    expect(full['nfl.asked.7']).toBe(2);
  });

  it('counts loads, what became of them, and purges, by league', () => {
    const usage = createUsage();
    usage.observe({ kind: 'load', source: 'nfl:stats:1:career' });
    usage.observe({ kind: 'load-failed', source: 'nfl:stats:1:career', elapsed: 1, error: new Error('no') });
    usage.observe({ kind: 'purge', namespace: 'nba', scopes: ['*'] });
    usage.observe({ kind: 'load', source: 'elsewhere' });
    usage.observe({ kind: 'hit', tier: 'l1', key: cacheKey('nfl:teams'), absent: false });
    expect(usage.take()).toEqual({ 'nfl.load': 1, 'nfl.load-failed': 1, 'nba.purge': 1 });
  });

  it('counts outages of the provider, and their ends', () => {
    const usage = createUsage();
    const change = { documents: 'site roster', since: 1 };
    usage.observe({ kind: 'breaker-opened', ...change });
    usage.observe({ kind: 'breaker-closed', ...change });
    usage.observe({ kind: 'breaker-opened', ...change });
    const amounts = usage.take();
    expect(amounts).toEqual({ 'breaker-opened': 2, 'breaker-closed': 1 });
    expect(sumProvider(amounts).outages).toEqual({ begun: 2, ended: 1 });
  });

  it('counts calls to the provider by cause, and those that were not allowed', () => {
    const usage = createUsage();
    usage.called('ask', true);
    usage.called('warm', true);
    usage.called('warm', true);
    usage.called('warm', false);
    expect(usage.take()).toEqual({ 'call.ask': 1, 'call.warm': 2, 'refused.warm': 1 });
  });

  it('counts again what could not be handed on', () => {
    const usage = createUsage();
    usage.called('ask', true);
    const taken = usage.take();
    usage.called('ask', true);
    usage.putBack(taken);
    expect(usage.take()).toEqual({ 'call.ask': 2 });
  });

  it('is not filled by a flood of names', () => {
    const usage = createUsage();
    for (let id = 0; id < 6000; id += 1) usage.putBack({ [`nfl.asked.${id}`]: 1 });
    expect(Object.keys(usage.take())).toHaveLength(40);
  });
});

const same =
  (entry: Entry) =>
  (each: Found<unknown>): Found<unknown> => ({ ...each, entry });
