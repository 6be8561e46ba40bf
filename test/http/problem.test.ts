import { expect, it } from 'vitest';
import type { ProblemCode } from '../../lib/http/answers/index.ts';
import { HttpProblem } from '../../lib/http/problem.ts';

const STATUSES: Readonly<Record<ProblemCode, number>> = {
  'invalid-parameter': 400,
  'invalid-body': 400,
  'malformed-event': 400,
  unauthorized: 401,
  forbidden: 403,
  'too-many-wrong-keys': 429,
  'daily-limit-reached': 429,
  'keys-unavailable': 503,
  'body-too-large': 413,
  'route-not-found': 404,
  'method-not-allowed': 405,
  'league-not-found': 404,
  'team-not-found': 404,
  'team-ambiguous': 409,
  'player-not-found': 404,
  'player-ambiguous': 409,
  'no-stats': 404,
  'no-table': 404,
  'not-offered': 501,
  'upstream-unavailable': 503,
  'still-loading': 503,
  'purge-incomplete': 503,
  'usage-unavailable': 503,
  'internal-error': 500,
};

it.each(Object.entries(STATUSES) as [ProblemCode, number][])('%s has the status %i', (code, status) => {
  const problem = new HttpProblem(code, 'What happened.');
  expect(problem.status).toBe(status);
  // Without a field there is no member for one.
  expect(problem.toJSON()).toStrictEqual({
    type: `urn:statline:problem:${code}`,
    title: expect.stringMatching(/^\p{Lu}/u) as string,
    status,
    code,
    detail: 'What happened.',
  });
});

it('names the field, and has the members that the route adds', () => {
  const extra = { candidates: ['passing.yards', 'rushing.yards'] };
  const problem = new HttpProblem('invalid-parameter', 'Two stats.', { field: 'stat', extra });
  expect(problem.toJSON()).toMatchObject({ field: 'stat', ...extra });
});

it('is never kept by a cache, and says when to ask again', () => {
  const headers = { 'content-type': 'application/problem+json', 'cache-control': 'no-store' };
  expect(new HttpProblem('no-stats', 'None.').headers).toStrictEqual(headers);
  const soon = new HttpProblem('upstream-unavailable', 'Not now.', { retryAfterSeconds: 30, headers: { age: '9' } });
  expect(soon.headers).toStrictEqual({ ...headers, 'retry-after': '30', age: '9' });
});

it('keeps what caused it, for the log alone', () => {
  const cause = new Error('refused');
  const problem = new HttpProblem('internal-error', 'Something.', { cause });
  expect(problem.cause).toBe(cause);
  expect(JSON.stringify(problem)).not.toContain('refused');
});
