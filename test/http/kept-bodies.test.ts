import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMemoryTier, type Entry, type Found } from '../../lib/cache/index.ts';
import { httpBodies } from '../../lib/http/bodies.ts';
import { createKeptBodies } from '../../lib/http/kept-bodies.ts';
import { composedReply, entryReply, inPieces, type Reply } from '../../lib/http/reply.ts';
import { entryOf } from '../support/entries.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { replyContext } from '../support/reply-context.ts';

const clock = createFakeClock();

const foundWith = (text: string, over: Partial<Entry> = {}): Found<unknown> => ({
  kind: 'value',
  entry: entryOf(clock, '', { ...httpBodies.encode(text), ...over }),
  served: { by: 'tier', tier: 'l1', state: 'fresh' },
  value: (): unknown => JSON.parse(text),
});

/** Long ones are packed, short ones are not, and some have letters beyond Latin-1. */
const texts = ['{"a":1}', `{"b":"${'ab'.repeat(2000)}"}`, `{"c":"${'č€'.repeat(1500)}"}`, `{"d":"${'x'.repeat(30)}"}`];

const step = fc.record({
  which: fc.array(fc.nat(3), { minLength: 1, maxLength: 3 }),
  isComposed: fc.boolean(),
  gzip: fc.boolean(),
  holds: fc.boolean(),
  later: fc.nat(20_000),
  /** What entries leave to what is kept. */
  filled: fc.nat(12_000),
});

describe('what is kept of bodies', () => {
  it('never changes an answer: body and headers are those of one that is put together anew', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 30 }), (steps) => {
        const memory = createMemoryTier({ maxBytes: 14_000, clock });
        const kept = createKeptBodies(memory.derived);
        const founds = texts.map((text, index) => foundWith(text, { loadedAt: clock.now() - index * 1000 }));
        let tag = '';
        for (const { which, isComposed, gzip, holds, later, filled } of steps) {
          memory.set('nfl:teams' as never, entryOf(clock, 'x'.repeat(filled / 2)));
          const parts = which.flatMap((index) => founds[index] ?? []);
          const headers = { ...(gzip && { 'accept-encoding': 'gzip' }), ...(holds && { 'if-none-match': tag }) };
          const context = replyContext(clock, { headers });
          const reply = (own: typeof context): Reply => {
            const [first] = parts;
            if (first === undefined) throw new Error('Nothing was asked for');
            return isComposed
              ? composedReply(
                  inPieces(['[', ...parts.flatMap((part) => [part, ',']), '0]']),
                  { ingredients: parts },
                  own,
                )
              : entryReply(first, own);
          };
          const anew = reply(context);
          expect(reply({ ...context, kept })).toEqual(anew);
          // Whatever the first left behind.
          expect(reply({ ...context, kept })).toEqual(anew);
          tag = anew.headers.etag ?? '';
          clock.advance(later);
        }
      }),
      { numRuns: 150 },
    );
  });
});
