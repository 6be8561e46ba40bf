import { setTimeout as pause } from 'node:timers/promises';
import { createStackClock } from '../../infra/local/clock/stack-clock.ts';
import { startStack, type Bundles, type Stack } from '../../infra/local/stack/stack.ts';
import { ENV } from '../../lib/config.ts';
import { hours } from '../../lib/cache/index.ts';
import type { SimulatedEspn } from '../../simulators/espn/index.ts';
import { ask } from '../../test/support/ask.ts';

const ENVIRONMENTS = 8;
const QUESTIONS_PER_SECOND = 50;
const SECONDS = 60;
const STALE_KEYS = 100;
const COLD_KEYS = 100;
const LEAGUES = ['nfl', 'nba', 'mlb', 'nhl'] as const;
// A usual answer; before and after what is tried.
const LATENCY_MS = 80;
const MAX_RECOVERY_MS = 60_000;

// What half of the answers may take, however good the machine is.
const P50_MS = 150;

interface Fault {
  readonly name: string;
  readonly knobs: Parameters<SimulatedEspn['configure']>[0];
  /** The most that is promised: calls in the minute, milliseconds that half of the answers take, and until all is well. */
  readonly calls: number;
  readonly p50?: number;
  readonly recovery: number;
  /** Cold keys are answered all the same. */
  readonly answersCold?: true;
  /** Questions a second, where eight environments cannot carry 50: Lambda would start more of them. */
  readonly rate?: number;
}

// What this machine does without a fault is the floor for what it does with one.
const NO_FAULT: Fault = { name: 'answers', knobs: {}, calls: 6000, p50: Infinity, recovery: 10_000, answersCold: true };

const FAULTS: readonly Fault[] = [
  { name: 'hangs', knobs: { fail: 'hang' }, calls: 300, recovery: 10_000 },
  { name: '500', knobs: { fail: 'error500' }, calls: 300, recovery: 10_000 },
  // Each key is asked for again when the provider's pause is over.
  { name: '429', knobs: { fail: '429' }, calls: 6000, recovery: 10_000 },
  { name: 'takes 3 s', knobs: { latency: 3000 }, calls: 900, p50: 3500, recovery: 10_000, answersCold: true, rate: 2 },
];

interface Question {
  readonly path: string;
  readonly isStale: boolean;
}

interface Answered extends Question {
  readonly status: number;
  readonly ms: number;
}

/**
 * A provider that fails in one way for a minute, under 50 questions a second to 200 keys: rosters ten hours old, and stat
 * lines that nobody has asked for. Then how soon every environment has an answer of the provider's again.
 */
export const attackWithHangingProvider = async (bundles: Bundles, print: (text: string) => void): Promise<boolean> => {
  const columns = ['answers', 'stale 200', '503', 'other', 'calls', 'p50 ms', 'p99 ms', 'stale p99', 'back after ms'];
  print(`${'the provider'.padEnd(14)}${columns.map((name) => name.padStart(14)).join('')}\n`);
  const floor = await attack(bundles, NO_FAULT, print);
  let { isMet } = floor;
  for (const fault of FAULTS) {
    const seen = await attack(bundles, { p50: Math.max(P50_MS, floor.p50), ...fault }, print);
    isMet &&= seen.isMet;
  }
  return isMet;
};

interface Attacked {
  readonly isMet: boolean;
  readonly p50: number;
}

const attack = async (bundles: Bundles, fault: Fault, print: (text: string) => void): Promise<Attacked> => {
  const clock = createStackClock();
  const stack = await startStack({
    bundles,
    clock,
    environments: ENVIRONMENTS,
    freeze: true,
    latency: LATENCY_MS,
    schedules: 'off',
    // Nothing but the fault is to stand in the way.
    variables: { [ENV.minuteBudget]: '6000' },
  });
  try {
    const { upstream } = stack;
    if (upstream === undefined) throw new Error('The stack has no simulated provider');
    const { stale, players } = await prepare(stack);
    clock.advance(hours(10));
    upstream.reset();
    upstream.configure(fault.knobs);
    const cold = players.slice(0, COLD_KEYS).map((path) => ({ path, isStale: false }));
    const questions = [...stale.map((path) => ({ path, isStale: true })), ...cold];
    const answers = await load(stack, questions, fault.rate ?? QUESTIONS_PER_SECOND);
    const calls = upstream.calls().total;
    upstream.configure({ fail: 'none', latency: LATENCY_MS });
    const recovery = await recover(stack, players.slice(COLD_KEYS));
    return report(fault, answers, { calls, recovery }, print);
  } finally {
    await stack.close();
  }
};

/** Rosters that are cached, and players of them of whom nothing is. */
const prepare = async ({
  url,
}: Stack): Promise<{ readonly stale: readonly string[]; readonly players: readonly string[] }> => {
  const stale: string[] = [];
  const players: string[] = [];
  for (const league of LEAGUES) {
    // As in a deployment, the list of all players is held.
    await ask(`${url}/v1/admin/warm`, { body: { league } });
    const { json } = await ask(`${url}/v1/${league}/teams`);
    for (const { id } of (json as { readonly teams: readonly { readonly id: string }[] }).teams) {
      if (stale.length === STALE_KEYS) return { stale, players };
      const path = `/v1/${league}/teams/${id}/roster`;
      const roster = await ask(url + path);
      if (roster.status !== 200) throw new Error(`The roster ${path} was answered with ${roster.status}`);
      stale.push(path);
      const [first, ...others] = (roster.json as { readonly players: readonly { readonly id: string }[] }).players;
      for (const player of [first, ...others.slice(0, 9)]) {
        if (player !== undefined) players.push(`/v1/${league}/players/${player.id}/stats?season=2023`);
      }
    }
  }
  return { stale, players };
};

const load = async ({ url }: Stack, questions: readonly Question[], rate: number): Promise<readonly Answered[]> => {
  const asked: Promise<Answered>[] = [];
  const began = performance.now();
  for (let number = 0; number < rate * SECONDS; number += 1) {
    const due = began + (number * 1000) / rate;
    await pause(Math.max(0, due - performance.now()));
    // In an order that mixes both kinds: 7 has no factor in common with 200.
    const question = questions[(number * 7 + Math.floor(number / questions.length)) % questions.length];
    if (question !== undefined) asked.push(timed(url, question));
  }
  return Promise.all(asked);
};

const timed = async (url: string, question: Question): Promise<Answered> => {
  const began = performance.now();
  const { status } = await ask(url + question.path).catch(() => ({ status: 0 }));
  return { ...question, status, ms: performance.now() - began };
};

/** Milliseconds until every environment has had an answer of the provider's to something new. */
const recover = async ({ url }: Stack, unseen: readonly string[]): Promise<number> => {
  const began = performance.now();
  const next = unseen.values();
  const recovered = async (environment: number): Promise<void> => {
    while (performance.now() - began < MAX_RECOVERY_MS) {
      const { value: path } = next.next();
      if (path === undefined) break;
      const { status } = await ask(url + path, { environment });
      if (status === 200 || status === 404) return;
      await pause(250);
    }
  };
  await Promise.all(Array.from({ length: ENVIRONMENTS }, (_, index) => recovered(index + 1)));
  return performance.now() - began;
};

const report = (
  fault: Fault,
  answers: readonly Answered[],
  { calls, recovery }: { readonly calls: number; readonly recovery: number },
  print: (text: string) => void,
): Attacked => {
  const times = answers.map(({ ms }) => ms);
  const staleTimes = answers.filter(({ isStale }) => isStale).map(({ ms }) => ms);
  const staleOk = answers.filter(({ isStale, status }) => isStale && status === 200).length;
  const refused = answers.filter(({ status }) => status === 503).length;
  const other = answers.filter(({ status }) => ![200, 404, 503].includes(status)).length;
  const p50 = quantile(times, 0.5);
  const cells = [answers.length, staleOk, refused, other, calls, p50, quantile(times, 0.99)];
  const row = [...cells, quantile(staleTimes, 0.99), Math.round(recovery)];
  const isMet =
    other === 0 &&
    staleOk === answers.filter(({ isStale }) => isStale).length &&
    (fault.answersCold !== true || refused === 0) &&
    calls <= fault.calls &&
    p50 <= (fault.p50 ?? P50_MS) &&
    recovery <= fault.recovery;
  const verdict = isMet ? 'met' : 'SHORT';
  print(`${fault.name.padEnd(14)}${row.map((cell) => String(cell).padStart(14)).join('')}  ${verdict}\n`);
  return { isMet, p50 };
};

const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
};
