import fc from 'fast-check';
import { expect, it } from 'vitest';
import { describe as tell, type AnyResult } from '../../lib/client/index.ts';
import type { ProblemCode } from '../../lib/http/answers/index.ts';
import { fakeApi } from './fake-api.ts';

// Whatever answers, and whatever it says, a question has a result and the result has a sentence.

const CODES: readonly ProblemCode[] = [
  'player-not-found',
  'player-ambiguous',
  'team-not-found',
  'team-ambiguous',
  'no-stats',
  'no-table',
  'invalid-parameter',
  'unauthorized',
  'not-offered',
  'still-loading',
  'upstream-unavailable',
];
const MEMBERS = ['suggestions', 'candidates', 'player', 'seasons', 'note', 'reason', 'allowance', 'field'] as const;
const STATUSES = ['ok', 'not-found', 'ambiguous', 'no-stats', 'invalid', 'pending', 'unavailable', 'new'] as const;

const anything = fc.jsonValue({ maxDepth: 3 });
const members = fc.record(Object.fromEntries(MEMBERS.map((name) => [name, anything])), { requiredKeys: [] });
const problems = fc
  .tuple(fc.constantFrom(...CODES), fc.string(), members)
  .map(([code, detail, more]) => ({ ...more, code, detail }));
const items = fc
  .tuple(fc.constantFrom(...STATUSES), members, anything)
  .map(([status, more, stats]) => ({ ...more, status, stats }));
const batches = fc.record({ results: fc.array(fc.oneof(items, anything), { maxLength: 3 }), labels: anything });
const bodies = fc.oneof(
  fc.string(),
  fc.oneof(anything, problems, batches).map((body) => JSON.stringify(body)),
);
const header = fc.oneof(
  fc.stringMatching(/^[!-~]{0,40}$/),
  fc.nat().map(String),
  fc.constantFrom('l2; hit; ttl=-1; detail=stale-if-error', '99999999999999999999'),
);
const answers = fc.record({
  status: fc.constantFrom(200, 200, 200, 202, 400, 401, 403, 404, 405, 409, 413, 418, 429, 500, 501, 502, 503),
  body: bodies,
  headers: fc.record({ age: header, 'cache-status': header, 'retry-after': header, etag: header }),
});

const KINDS: ReadonlySet<AnyResult['kind']> = new Set([
  'ok',
  'not-found',
  'ambiguous',
  'no-stats',
  'no-table',
  'unavailable',
  'pending',
  'invalid',
  'unauthorized',
  'not-offered',
]);

it('has a result, and a sentence', async () => {
  await fc.assert(
    fc.asyncProperty(answers, async ({ status, body, headers }) => {
      const { client, clock } = fakeApi(() => new Response(body, { status, headers }), { retries: 0 });
      const { nfl } = client;
      const asked = Promise.all([
        nfl.stats('mahomes'),
        nfl.roster('KC'),
        nfl.leaders('passing.passingYards'),
        nfl.statsBatch(['mahomes', 'josh allen'], { season: 2024 }),
      ]);
      await clock.advance(0);
      for (const result of (await asked).flat()) {
        expect(KINDS).toContain(result.kind);
        expect(tell(result)).toMatch(/^nfl .*\.$/);
        if ('until' in result) expect(() => result.until?.toISOString()).not.toThrow();
      }
    }),
    { numRuns: 400 },
  );
});
