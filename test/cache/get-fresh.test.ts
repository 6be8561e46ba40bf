import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createMemoryTier, isValid, minutes, seconds, type Entry, type PurgeLog } from '../../lib/cache/index.ts';
import { entryAsOf } from '../../lib/cache/clock-skew.ts';
import { createCoherence } from '../../lib/cache/coherence.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { entryOf, playerKeys } from '../support/entries.ts';

const keys = playerKeys(3);
const SCOPES = ['*', 'teams', 'player:1'];
const CAP = minutes(5);
const CLOCK_TOLERANCE_MS = seconds(5);

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('look' as const), at: fc.nat(2) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('store' as const),
      at: fc.nat(2),
      freshFor: fc.nat(minutes(8)),
      isOld: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('purge' as const), scope: fc.constantFrom(...SCOPES) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('forget' as const) }) },
  // Back as well.
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('clock' as const),
      ms: fc.integer({ min: -minutes(2), max: minutes(4) }),
    }),
  },
);

interface Stored {
  readonly entry: Entry;
  readonly storedAt: number;
}

it('what memory gives as fresh is what the plain rule gives, whatever is purged, replaced or expires', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 60 }), fc.boolean(), (steps, isOut) => {
      const clock = createFakeClock();
      const memory = createMemoryTier({
        maxBytes: 100_000,
        cap: CAP,
        outage: { cap: minutes(7), isOn: () => isOut },
        clock,
      });
      const coherence = createCoherence({ clock, window: () => Infinity, alone: true });
      const stored = new Map<string, Stored>();
      let log: PurgeLog = new Map();
      let stamps = 0;
      const learn = (next: PurgeLog): void => {
        log = next;
        coherence.learn('nfl', log, coherence.ask());
      };
      for (const each of steps) {
        const now = clock.now();
        if (each.kind === 'clock') clock.advance(each.ms);
        else if (each.kind === 'purge') learn(new Map([...log, [each.scope, `stamp-${(stamps += 1)}`]]));
        // Read again, another object of the same content; or emptied by a prune.
        else if (each.kind === 'forget') learn(new Map(stamps % 2 === 0 ? log : []));
        else if (each.kind === 'store') {
          const own = each.isOld ? {} : Object.fromEntries(log);
          const freshUntil = now + each.freshFor;
          const entry = entryOf(clock, 'x', { scopes: SCOPES, stamps: own, freshUntil, staleUntil: now + minutes(6) });
          const key = keys[each.at];
          if (key === undefined) continue;
          memory.set(key, entry);
          stored.set(key, { entry, storedAt: now });
        } else {
          const key = keys[each.at];
          const known = coherence.current('nfl', now);
          if (key === undefined || known === undefined) throw new Error('A log is always known');
          let found = stored.get(key);
          if (found !== undefined && found.storedAt > now && found.storedAt <= now + CLOCK_TOLERANCE_MS) {
            // The clock was set back a little: it is as if it had come in now.
            found = { entry: entryAsOf(found.entry, now), storedAt: now };
            stored.set(key, found);
          }
          const isRight =
            found !== undefined &&
            found.storedAt <= now &&
            now <
              Math.min(found.entry.freshUntil, found.entry.staleUntil, found.storedAt + (isOut ? minutes(7) : CAP)) &&
            isValid(found.entry, log);
          expect(memory.getFresh(key, known, now)?.entry).toStrictEqual(isRight ? found?.entry : undefined);
        }
      }
    }),
    { numRuns: 500 },
  );
});
