import { expect, it } from 'vitest';
import { LoadBackedOffError, minutes } from '../../lib/cache/index.ts';
import { UpstreamError } from '../../lib/sports/upstream/index.ts';
import { createUntoldFailures } from '../../lib/telemetry/untold-failures.ts';

it('a failure that an event has told of is told, any other is not', () => {
  const untold = createUntoldFailures(() => undefined);
  const error = new UpstreamError('blocked', 'a page');
  expect(untold.isUntold(error)).toBe(true);
  untold.observe({ kind: 'load-failed', source: 'roster:nfl:12', elapsed: 1, error });
  expect(untold.isUntold(error)).toBe(false);
  expect(untold.isUntold(new UpstreamError('blocked', 'a page'))).toBe(true);
});

it('passes every event on', () => {
  const seen: string[] = [];
  const untold = createUntoldFailures(({ kind }) => void seen.push(kind));
  untold.observe({ kind: 'load', source: 'x' });
  untold.observe({ kind: 'load-failed', source: 'x', elapsed: 1, error: new Error('x') });
  expect(seen).toEqual(['load', 'load-failed']);
});

it('a load that was backed off has been told of', () => {
  expect(createUntoldFailures(() => undefined).isUntold(new LoadBackedOffError('failed', minutes(1)))).toBe(false);
});

it('what is thrown and is no error is untold', () => {
  const untold = createUntoldFailures(() => undefined);
  untold.observe({ kind: 'load-failed', source: 'x', elapsed: 1, error: 'text' });
  expect(untold.isUntold('text')).toBe(true);
  expect(untold.isUntold(undefined)).toBe(true);
});
