import { describe, expect, it } from 'vitest';
import { cacheKey, type CacheEvent } from '../../lib/cache/index.ts';
import { UpstreamError } from '../../lib/sports/upstream/index.ts';
import { logEvents } from '../../lib/telemetry/log-events.ts';

const key = cacheKey('nfl:player:1');

const logged = (...events: readonly CacheEvent[]): readonly unknown[] => {
  const lines: unknown[] = [];
  const write = (level: string) => (message: string, fields: object) => lines.push({ level, message, ...fields });
  const observe = logEvents({ info: write('info'), warn: write('warn') });
  for (const event of events) observe(event);
  return lines;
};

describe('the log', () => {
  it('says what was loaded and what went wrong', () => {
    const blocked = new UpstreamError('blocked', 'the provider sent a page');
    expect(
      logged(
        { kind: 'loaded', source: 'nfl:stats:1:career', filled: 9, elapsed: 120 },
        { kind: 'load-failed', source: 'nfl:teams', elapsed: 4, error: blocked },
        { kind: 'tier-failed', tier: 'l2', operation: 'get', elapsed: 150, error: new TypeError('fetch failed') },
        { kind: 'stale', tier: 'l3', key, reason: 'stale-if-error' },
        { kind: 'refused', tier: 'l3', key, bytes: 400_000 },
      ),
    ).toEqual([
      { level: 'info', message: 'loaded', source: 'nfl:stats:1:career', filled: 9, elapsed: 120 },
      {
        level: 'warn',
        message: 'load failed',
        source: 'nfl:teams',
        elapsed: 4,
        fault: 'UpstreamError: the provider sent a page',
        code: 'blocked',
      },
      {
        level: 'warn',
        message: 'tier failed',
        tier: 'l2',
        operation: 'get',
        elapsed: 150,
        fault: 'TypeError: fetch failed',
      },
      { level: 'warn', message: 'served stale', tier: 'l3', key },
      { level: 'warn', message: 'entry refused as too large', tier: 'l3', key, bytes: 400_000 },
    ]);
  });

  it('names a field that is gone, again while it is, and when it is back', () => {
    const field = { documents: 'nfl roster', field: 'athletes.jersey', since: 0 };
    expect(
      logged(
        { kind: 'field-gone', ...field, again: false },
        { kind: 'field-gone', ...field, again: true },
        { kind: 'field-back', ...field, again: false },
      ),
    ).toEqual(
      [
        ['warn', 'field gone'],
        ['warn', 'field still gone'],
        ['info', 'field back'],
      ].map(([level, message]) => ({ level, message, ...field, since: '1970-01-01T00:00:00.000Z' })),
    );
  });

  it('says when documents of the provider are out of order, and when they are back', () => {
    const change = { documents: 'site roster', since: Date.UTC(2026, 10, 29) };
    const fields = { documents: 'site roster', since: '2026-11-29T00:00:00.000Z' };
    expect(logged({ kind: 'breaker-opened', ...change }, { kind: 'breaker-closed', ...change })).toEqual([
      { level: 'warn', message: 'provider unavailable', ...fields },
      { level: 'info', message: 'provider back', ...fields },
    ]);
  });

  it('does not repeat what happens on every request', () => {
    expect(
      logged(
        { kind: 'hit', tier: 'l1', key, absent: false },
        { kind: 'miss', tier: 'l1', key },
        { kind: 'stale', tier: 'l1', key, reason: 'stale-while-revalidate' },
        { kind: 'collapsed', key },
      ),
    ).toEqual([]);
  });

  it('repeats no name that somebody has looked for', () => {
    const error = new Error('web answered 403 for /apis/common/v3/search?query=statline-bc4tq&limit=25');
    const lines = logged(
      { kind: 'load-failed', source: 'nfl:name:statline-bc4tq', elapsed: 4, error },
      { kind: 'stale', tier: 'l3', key: cacheKey('nfl:name:statline-bc4tq'), reason: 'stale-if-error' },
    );
    expect(lines).toMatchObject([
      {
        source: 'nfl:name:…',
        fault: 'Error: web answered 403 for /apis/common/v3/search?query=…&limit=25',
      },
      { key: 'nfl:name:…' },
    ]);
  });

  it('cuts what a neighbour may have sent', () => {
    const [line] = logged({ kind: 'load-failed', source: 's', elapsed: 0, error: new Error('x'.repeat(10_000)) });
    expect(JSON.stringify(line).length).toBeLessThan(500);
  });
});
