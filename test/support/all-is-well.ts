import type { HealthReader } from '../../functions/compose/health.ts';
import type { Clock } from '../../lib/cache/index.ts';

/** What an operator hears of a service in which nothing is out of order. */
export const allIsWell = (clock: Clock): HealthReader => {
  const now = (): string => new Date(clock.now()).toISOString();
  const ago = (ms: number): string => new Date(clock.now() - ms).toISOString();
  return {
    read: () =>
      Promise.resolve({
        readAt: now(),
        tiers: [
          {
            name: 'l2',
            state: 'answered',
            roundTripMs: 2,
            limitMs: 150,
            available: true,
            reportedDownUntil: null,
            purgeLogs: { nfl: 3 },
          },
        ],
        budget: {
          provider: 'espn',
          plan: { perDay: 20_000, perMinute: 120 },
          spent: { day: 412, minute: 3 },
          allowances: { unknown: 0, unknownByKey: {}, keys: {}, speculative: 0 },
          foresightStopsAt: 16_000,
          resetsAt: '2026-11-24T00:00:00.000Z',
        },
        runs: {
          warm: {
            startedAt: ago(90_000),
            endedAt: ago(60_000),
            outcome: 'complete',
            counts: { planned: 12, loaded: 9, failed: 0, left: 0 },
            failures: {},
          },
          purge: {
            startedAt: ago(310_000),
            endedAt: ago(300_000),
            outcome: 'complete',
            counts: { moves: 1, scopes: 3 },
            failures: {},
          },
        },
        provider: {
          name: 'espn',
          label: 'espn',
          userAgent: 'Statline/1.0 (+https://statline.example)',
          lastSuccess: { at: ago(4000), source: 'nfl:roster:12' },
          lastFailure: null,
          outages: [],
        },
      }),
    documents: (league) =>
      Promise.resolve({
        league,
        at: now(),
        calls: 2,
        documents: ['teams', 'roster'].map((kind) => ({ kind, outcome: 'answered', detail: '', gone: [] })),
      }),
    probe: () =>
      Promise.resolve({
        outcome: 'answered',
        at: now(),
        elapsedMs: 84,
        asked: 'nfl teams',
        detail: 'The provider answered with the document that was asked for',
      }),
  };
};
