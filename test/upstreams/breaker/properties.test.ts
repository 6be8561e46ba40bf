import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UpstreamError } from '../../../lib/sports/upstream/index.ts';
import { withBreakers } from '../../../lib/upstreams/breaker/with-breakers.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { anyCall } from '../../support/fake-espn.ts';
import { createFleetNotes } from '../../support/fleet-notes.ts';
import { createHostedProvider, playerId } from '../../support/hosted-provider.ts';

type Step =
  | { readonly kind: 'ask'; readonly environment: number; readonly player: number }
  /** The oldest request under way ends. */
  | { readonly kind: 'end'; readonly fault: 'timeout' | 'failed' | 'rate-limited' | undefined }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'charge'; readonly environment: number }
  | { readonly kind: 'ledger'; readonly isDown: boolean };

const ENVIRONMENTS = 3;
const environment = fc.nat(ENVIRONMENTS - 1);

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('ask' as const), environment, player: fc.nat(5) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('end' as const),
      fault: fc.constantFrom(undefined, 'timeout' as const, 'failed' as const, 'rate-limited' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.nat(3000) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('charge' as const), environment }) },
);
const anyLedgerStep = fc.record({ kind: fc.constant('ledger' as const), isDown: fc.boolean() });

interface Request {
  readonly player: number;
  readonly begunAt: number;
  readonly end: (fault: UpstreamError['code'] | undefined) => void;
}

const settled = (): Promise<void> => new Promise(setImmediate);

/** Three environments, requests that end when a step says so, and what was seen of them. */
const createWorld = () => {
  const clock = createFakeClock();
  const provider = createHostedProvider();
  const fleet = createFleetNotes();
  const requests: Request[] = [];
  const opened: number[] = [];
  const closed: number[] = [];
  /** Ends of requests, in order: a document's name, or an answer. */
  const ends: { readonly player: number; readonly isFault: boolean }[] = [];
  const isOpen = (): boolean => opened.length > closed.length;
  const environments = Array.from({ length: ENVIRONMENTS }, () => {
    const notes = fleet.environment();
    const upstream = withBreakers(provider.adapter(notes.charge), {
      notes,
      clock,
      onChange: (change) => void (change.isOpen ? opened : closed).push(clock.now()),
    });
    return { upstream, notes };
  });
  const askFor = async (of: number, player: number): Promise<string> => {
    provider.meets(() => {
      const { promise, resolve, reject } = Promise.withResolvers<undefined>();
      requests.push({
        player,
        begunAt: clock.now(),
        end(fault) {
          ends.push({ player, isFault: fault === 'timeout' || fault === 'failed' });
          if (fault === undefined) resolve(undefined);
          else reject(new UpstreamError(fault, 'in a test', fault === 'rate-limited' ? { retryAfter: 1000 } : {}));
        },
      });
      return promise;
    });
    const asked = environments[of]?.upstream.player('nfl', playerId(player), anyCall);
    return (asked ?? Promise.reject(new Error('no environment'))).then(
      () => 'answered',
      (error: unknown) => (error instanceof UpstreamError ? error.code : String(error)),
    );
  };
  const run = async (step: Step): Promise<void> => {
    switch (step.kind) {
      case 'ask':
        void askFor(step.environment, step.player);
        break;
      case 'end':
        requests.shift()?.end(step.fault);
        break;
      case 'wait':
        clock.advance(step.ms);
        break;
      case 'charge':
        await environments[step.environment]?.notes.charge();
        break;
      case 'ledger':
        fleet.isDown = step.isDown;
    }
    await settled();
  };
  return { clock, fleet, environments, requests, opened, closed, ends, isOpen, askFor, run };
};

const anySteps = fc.array(anyStep, { maxLength: 60 });
const anyStepsWithLedger = fc.array(
  fc.oneof({ weight: 9, arbitrary: anyStep }, { weight: 1, arbitrary: anyLedgerStep }),
  {
    maxLength: 60,
  },
);

describe('breakers of several environments, whatever happens in whichever order', () => {
  it('open for three faulty documents and never for less', async () => {
    await fc.assert(
      fc.asyncProperty(anySteps, async (steps) => {
        const { run, ends, opened } = createWorld();
        for (const step of steps) {
          const before = opened.length;
          await run(step);
          const faulty = new Set(ends.filter(({ isFault }) => isFault).map(({ player }) => player));
          if (opened.length > before) expect(faulty.size).toBeGreaterThanOrEqual(3);
        }
        if (!ends.some(({ isFault }) => isFault)) expect(opened).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('let one probe through at a time once every environment knows', async () => {
    await fc.assert(
      fc.asyncProperty(anySteps, async (steps) => {
        const { run, requests, environments, fleet, clock } = createWorld();
        // Out, and everybody knows.
        for (const player of [10, 11, 12]) await run({ kind: 'ask', environment: 0, player });
        while (requests.length > 0) await run({ kind: 'end', fault: 'timeout' });
        for (const { notes } of environments) await notes.charge();
        for (const step of steps) {
          // Answers would close it.
          await run(step.kind === 'end' ? { kind: 'end', fault: 'timeout' } : step);
          const live = requests.filter(({ begunAt }) => clock.now() < begunAt + 5000);
          expect(live.length).toBeLessThanOrEqual(1);
        }
        expect(fleet.texts.size).toBe(1);
      }),
      { numRuns: 300 },
    );
  });

  it('heal in every environment within seconds of the provider, whatever has been before', async () => {
    await fc.assert(
      fc.asyncProperty(anyStepsWithLedger, async (steps) => {
        const { run, requests, clock, fleet, environments, askFor } = createWorld();
        for (const step of steps) await run(step);
        while (requests.length > 0) await run({ kind: 'end', fault: undefined });
        fleet.isDown = false;
        const answerAll = async (): Promise<readonly string[]> => {
          const outcomes: string[] = [];
          for (const [of] of environments.entries()) {
            const asked = askFor(of, 100 + of);
            await settled();
            while (requests.length > 0) await run({ kind: 'end', fault: undefined });
            outcomes.push(await asked);
          }
          return outcomes;
        };
        // A probe that was lost is believed to go on for 5 s, and no outage here has lasted long enough for a longer pause.
        clock.advance(20_000);
        await answerAll();
        clock.advance(20_000);
        expect(await answerAll()).toEqual(Array(ENVIRONMENTS).fill('answered'));
      }),
      { numRuns: 300 },
    );
  });
});
