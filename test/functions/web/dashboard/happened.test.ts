import { describe, expect, it } from 'vitest';
import { laneOf, marksOf, sayEvent } from '../../../../functions/web/pages/dashboard/events.ts';
import { healthLines, tierRows } from '../../../../functions/web/pages/dashboard/health.ts';
import { refusalOf } from '../../../../functions/web/pages/dashboard/refusal.ts';
import type { AdminHealthAnswer, UsageEvent } from '../../../../lib/http/answers/index.ts';

const AT = '2026-11-22T19:00:00.000Z';
const NFL = { at: AT, count: 1, league: 'nfl' } as const;

describe('an event', () => {
  const told: readonly (readonly [UsageEvent, string])[] = [
    [
      { ...NFL, kind: 'purge', scopes: ['team:12', 'directory'], more: 3, why: 'moves', by: null },
      'NFL purged: team:12, directory, 3 more (players moved)',
    ],
    [
      { ...NFL, kind: 'purge', scopes: ['player:1'], more: 0, why: 'request', by: 'ops' },
      'NFL purged: player:1 (asked for by ops)',
    ],
    [
      { ...NFL, kind: 'warm', planned: 5, loaded: 3, failed: 1, left: 1, stopped: 'budget' },
      'NFL warmed: loaded 3 of 5 documents, 1 failed, 1 left, stopped by budget',
    ],
    [
      { at: AT, count: 1, kind: 'breaker', change: 'opened', documents: 'site roster' },
      'The provider fails for site roster: it is not asked for them',
    ],
    [
      { at: AT, count: 12, kind: 'refused', cause: 'ask', allowance: 'all' },
      "A call was refused (ask): the day's or the minute's calls were spent, 12 times in that hour",
    ],
    [{ ...NFL, kind: 'malformed', documents: 'roster' }, 'NFL roster: an answer could not be read'],
    [{ ...NFL, kind: 'contradicted', documents: 'roster' }, 'NFL roster: an answer could not be true'],
    [
      { at: AT, count: 1, kind: 'field', change: 'gone', documents: 'roster', field: 'position' },
      "roster: the field position is gone from the provider's answers",
    ],
    [{ ...NFL, kind: 'window', window: 'trade-deadline', change: 'opens' }, 'NFL trade deadline window opens'],
  ];

  it('is told in a sentence', () => {
    for (const [event, sentence] of told) expect(sayEvent(event)).toBe(sentence);
  });

  it('stands in the lane of its kind, near ones as one mark', () => {
    const events = told.map(([event]) => event);
    const axis = { from: Date.parse(AT) - 1000, to: Date.parse(AT) + 1000 };
    expect(events.map(laneOf).filter((lane) => lane === 'fault')).toHaveLength(3);
    expect(marksOf(events, 'purge', axis)).toEqual([{ at: 0.5, events: 2, isTrouble: false }]);
    expect(marksOf(events, 'fault', axis)).toEqual([{ at: 0.5, events: 3, isTrouble: true }]);
  });
});

const ADMIN: AdminHealthAnswer = {
  status: 'degraded',
  version: '0.1.0',
  now: '2026-11-22T20:30:00.000Z',
  readAt: '2026-11-22T20:30:00.000Z',
  tiers: [
    {
      name: 'l2',
      state: 'failed',
      roundTripMs: null,
      limitMs: 150,
      fault: 'refused',
      available: false,
      reportedDownUntil: '2026-11-22T20:35:00.000Z',
      purgeLogs: {},
    },
    {
      name: 'l3',
      state: 'answered',
      roundTripMs: 9,
      limitMs: 500,
      available: true,
      reportedDownUntil: null,
      purgeLogs: { nfl: 2, nba: 1 },
    },
  ],
  budget: null,
  runs: {
    warm: {
      startedAt: '2026-11-22T20:25:00.000Z',
      endedAt: '2026-11-22T20:26:00.000Z',
      outcome: 'incomplete',
      counts: { planned: 5, loaded: 3 },
      failures: { nfl: 'budget' },
    },
    purge: null,
  },
  provider: {
    name: 'espn',
    label: 'espn',
    userAgent: 'statline',
    lastSuccess: null,
    lastFailure: { at: '2026-11-22T20:29:00.000Z', source: 'nfl:roster:12', reason: 'blocked' },
    outages: [
      {
        documents: 'site roster',
        since: '2026-11-22T20:20:00.000Z',
        leagues: ['nfl'],
        nextProbeAt: '2026-11-22T20:31:00.000Z',
      },
    ],
  },
};

describe('health', () => {
  it('has a row for each tier, with what its breaker does', () => {
    const rows = tierRows(ADMIN).map(({ name, level, state, breaker, purged }) => [
      name,
      level,
      state,
      breaker,
      purged.value,
    ]);
    expect(rows).toEqual([
      ['Redis', 'bad', 'Does not answer: refused', 'Open until 20:35, for all environments', null],
      ['DynamoDB', 'good', 'Answers', 'Closed', 3],
    ]);
  });

  it('has a line for the provider, its breakers and each run', () => {
    expect(healthLines(ADMIN).map(({ label, level, text }) => `${level} ${label}: ${text}`)).toEqual([
      'good Last load that succeeded: None yet in this environment',
      'watch Last load that failed: nfl:roster:12, 20:29: blocked',
      'bad Breaker: site roster: Open since 20:20; one call is let through at 20:31',
      'watch Last warm run: 4 minutes ago, something was left, 5 planned, 3 loaded, NFL: budget',
      'good Last purge run: None has ended yet',
    ]);
  });
});

describe('a refusal', () => {
  const problem = (status: number, code: string) => ({ kind: 'problem', status, code, detail: 'Why' }) as const;

  it('says what would help: another key, waiting, or a network', () => {
    expect(refusalOf(problem(401, 'unauthorized'), true)).toMatchObject({ wantsKey: true });
    expect(refusalOf(problem(403, 'forbidden'), true)).toMatchObject({ wantsKey: true });
    expect(refusalOf(problem(429, 'too-many-wrong-keys'), true)).toMatchObject({ wantsKey: true });
    expect(refusalOf(problem(503, 'keys-unavailable'), true)).toMatchObject({ wantsKey: false });
    expect(refusalOf(problem(503, 'usage-unavailable'), true).title).toBe('The counters cannot be read.');
    expect(refusalOf(problem(500, 'internal-error'), true).detail).toBe('Why (internal-error)');
    expect(refusalOf({ kind: 'silence' }, true).title).toBe('No answer.');
    expect(refusalOf({ kind: 'silence' }, false).title).toBe('Offline.');
  });
});
