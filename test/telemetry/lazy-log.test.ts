import { expect, it } from 'vitest';
import { cacheKey } from '../../lib/cache/index.ts';
import { createLazyLog, type Log } from '../../lib/telemetry/lazy-log.ts';

const recorder = () => {
  const lines: string[] = [];
  const line = (level: string) => (message: string, fields: object) =>
    void lines.push(`${level} ${message} ${JSON.stringify(fields)}`);
  const log: Log = { info: line('info'), warn: line('warn'), error: line('error') };
  return { lines, log };
};

it('is loaded with its first line, and only then', async () => {
  const { log } = recorder();
  let loads = 0;
  const lazy = createLazyLog(() => Promise.resolve(log).finally(() => (loads += 1)), log);
  await lazy.settled();
  expect(loads).toBe(0);
  lazy.info('loaded', { filled: 1 });
  lazy.warn('load failed', {});
  await lazy.settled();
  lazy.error('request failed', {});
  expect(loads).toBe(1);
});

it('writes in order what was said before it was there, and afterwards at once', async () => {
  const { lines, log } = recorder();
  const opened = Promise.withResolvers<Log>();
  const lazy = createLazyLog(() => opened.promise, recorder().log);
  lazy.info('first', { n: 1 });
  lazy.error('second', { n: 2 });
  expect(lines).toEqual([]);
  opened.resolve(log);
  await lazy.settled();
  lazy.warn('third', { n: 3 });
  expect(lines).toEqual(['info first {"n":1}', 'error second {"n":2}', 'warn third {"n":3}']);
});

it('falls back where it cannot be loaded, and never rejects', async () => {
  const { lines, log } = recorder();
  const lazy = createLazyLog(() => Promise.reject(new Error('no such chunk')), log);
  lazy.error('request failed', { error: 'x' });
  await lazy.settled();
  expect(lines).toEqual(['error request failed {"error":"x"}']);
});

it('words the events of the cache, and is not loaded by those that nobody needs to read of', async () => {
  const { lines, log } = recorder();
  let loads = 0;
  const lazy = createLazyLog(() => Promise.resolve(log).finally(() => (loads += 1)), log);
  const key = cacheKey('nfl:player:1');
  lazy.observe({ kind: 'hit', tier: 'l2', key, absent: false });
  lazy.observe({ kind: 'stale', tier: 'l2', key, reason: 'stale-while-revalidate' });
  await lazy.settled();
  expect(loads).toBe(0);
  lazy.observe({ kind: 'stale', tier: 'l3', key, reason: 'stale-if-error' });
  lazy.warn('second', {});
  await lazy.settled();
  lazy.observe({ kind: 'backed-off', source: 'nfl:teams', reason: 'blocked' });
  expect(lines).toEqual([
    'warn served stale {"tier":"l3","key":"nfl:player:1"}',
    'warn second {}',
    'warn load backed off {"source":"nfl:teams","reason":"blocked"}',
  ]);
});
