import { describe, expect, it } from 'vitest';
import { plainText } from '../../../../functions/web/pages/dashboard/figures.ts';
import { verdictOf, type VerdictSources } from '../../../../functions/web/pages/dashboard/verdict.ts';
import type { AdminHealthAnswer, EventWindow, TierHealth } from '../../../../lib/http/answers/index.ts';
import { eventsOf, usageOf } from './usage-answers.ts';

const ASKED = {
  'nfl.hit.l1': 97,
  'nfl.miss': 3,
  'nfl.question.hit.l1': 97,
  'nfl.question.miss': 3,
  'nfl.players': 100,
};
const USAGE = usageOf({ '2026-11-22T20': { ...ASKED, 'call.ask': 3 } });

const window = (state: EventWindow['state'], opensAt: string): EventWindow => ({
  league: 'nba',
  window: 'trade-deadline',
  opensAt,
  closesAt: '2026-12-30T00:00:00.000Z',
  state,
});
const EVENTS = eventsOf({ windows: [window('next', '2026-11-26T20:00:00.000Z')] });

const tier = (more: Partial<TierHealth> = {}): TierHealth => ({
  name: 'l2',
  state: 'answered',
  roundTripMs: 3,
  limitMs: 150,
  available: true,
  reportedDownUntil: null,
  purgeLogs: {},
  ...more,
});

const adminOf = (more: Partial<AdminHealthAnswer> = {}): AdminHealthAnswer => ({
  status: 'ok',
  version: '0.1.0',
  now: '2026-11-22T20:30:00.000Z',
  readAt: '2026-11-22T20:30:00.000Z',
  tiers: [tier()],
  budget: null,
  runs: { warm: null, purge: null },
  provider: {
    name: 'espn',
    label: 'espn',
    userAgent: 'statline',
    lastSuccess: { at: '2026-11-22T20:29:00.000Z', source: 'nfl:roster:12' },
    lastFailure: null,
    outages: [],
  },
  ...more,
});

const read = (more: Partial<VerdictSources> = {}): readonly string[] => {
  const sources = { usage: USAGE, events: EVENTS, admin: adminOf(), range: 'in the last 24 hours', ...more };
  const { level, word, faults, says } = verdictOf(sources);
  return [level, word, ...faults.map(plainText), plainText(says).replaceAll('\u202f', ' ')];
};

describe('what is read first', () => {
  it('says in one sentence that all is well, what it saves and what comes next', () => {
    expect(read()).toEqual([
      'good',
      'Working.',
      '97 % was answered from the cache in the last 24 hours; 1,697 provider calls were saved against the original bot; the provider answers; the next window (NBA trade deadline) opens on Thursday.',
    ]);
  });

  it('claims nothing that a reader cannot know', () => {
    expect(read({ admin: undefined }).at(-1)).toContain('; no outage of the provider is known; ');
  });

  it('admits calls that were made in vain', () => {
    const usage = usageOf({ '2026-11-22T20': { 'nfl.question.hit.l1': 1, 'nfl.hit.l1': 1, 'call.warm': 176 } });
    expect(read({ usage }).at(-1)).toContain('176 more provider calls were made than the original bot would have');
  });

  it('is ready where nobody has asked', () => {
    const [level, word, says] = read({ usage: usageOf({}) });
    expect([level, word]).toEqual(['good', 'Ready.']);
    expect(says).toMatch(/^Nobody has asked in the last 24 hours; the provider answers/);
  });

  it('says that a window is open', () => {
    const open = window('open', '2026-11-20T20:00:00.000Z');
    expect(read({ events: eventsOf({ windows: [open] }) }).at(-1)).toMatch(
      /the NBA trade deadline window is open for 37 days more\.$/,
    );
  });

  it('names a tier that does not answer, and one that is left alone', () => {
    expect(read({ admin: adminOf({ tiers: [tier({ state: 'failed', roundTripMs: null })] }) }).slice(0, 3)).toEqual([
      'bad',
      'It needs you.',
      'Redis does not answer: questions are answered without it.',
    ]);
    expect(read({ admin: adminOf({ tiers: [tier({ available: false })] }) }).slice(0, 3)).toEqual([
      'watch',
      'Working, with a fault.',
      'Redis answers again, and is not asked yet.',
    ]);
  });

  it('knows of an outage of the provider by the health, else by the events', () => {
    const outage = { documents: 'site roster', since: '', leagues: ['nfl'], nextProbeAt: '' };
    const admin = adminOf({ provider: { ...adminOf().provider, outages: [outage] } });
    const fault = 'The provider fails for site roster: only what is held is answered of it.';
    expect(read({ admin })).toContain(fault);
    const opened = { at: '', count: 1, kind: 'breaker', change: 'opened', documents: 'site roster' } as const;
    expect(read({ admin: undefined, events: eventsOf({ events: [opened] }) })).toContain(fault);
    const closed = { ...opened, change: 'closed' } as const;
    expect(read({ admin: undefined, events: eventsOf({ events: [opened, closed] }) })).not.toContain(fault);
  });

  it('knows a tier whose plan is spent, and fields that are gone until they are back', () => {
    const spent = tier({ state: 'failed', limitReached: true, roundTripMs: null });
    expect(read({ admin: adminOf({ tiers: [spent] }) })).toContain(
      'Redis refuses everything, its plan is spent: questions are answered without it.',
    );
    const gone = { at: '', count: 1, kind: 'field', change: 'gone', documents: 'roster', field: 'jersey' } as const;
    expect(read({ events: eventsOf({ events: [gone] }) }).slice(0, 3)).toEqual([
      'watch',
      'Working, with a fault.',
      "Gone from the provider's answers: roster jersey.",
    ]);
    expect(read({ events: eventsOf({ events: [gone, { ...gone, change: 'back' }] }) })[0]).toBe('good');
  });

  it('says when the budget is tight, spent or unreadable', () => {
    const { budget } = USAGE;
    if (budget === null) throw new Error('there is a budget');
    const spent = (day: number) => read({ usage: { ...USAGE, budget: { ...budget, spent: { day, minute: 0 } } } });
    expect(spent(850)).toContain(
      "85\u202f% of the day's provider calls are spent: nothing is loaded ahead until 00:00 UTC.",
    );
    expect(spent(1000)).toContain(
      'The provider calls of the day are spent: until 00:00 UTC only what is held is answered.',
    );
    expect(read({ usage: { ...USAGE, budget: null } })).toContain('The budget of provider calls cannot be read.');
  });

  it('counts the questions of this hour that failed, and names a run that did', () => {
    const usage = usageOf({ '2026-11-22T20': { ...ASKED, 'nfl.question.failed': 2 } });
    expect(read({ usage })).toContain('2 of 102 questions of this hour could not be answered.');
    const failed = { startedAt: '', endedAt: '', outcome: 'failed', counts: {}, failures: {} } as const;
    expect(read({ admin: adminOf({ runs: { warm: failed, purge: null } }) })).toContain('The last warm run failed.');
  });

  it('tells the worst first', () => {
    const usage = usageOf({ '2026-11-22T20': { ...ASKED, 'nfl.question.failed': 2 } });
    const [level, , first] = read({ usage, admin: adminOf({ tiers: [tier({ state: 'timed-out' })] }) });
    expect([level, first]).toEqual(['bad', 'Redis does not answer: questions are answered without it.']);
  });
});
