import type { Refusal } from '../../lib/client/exchange.ts';
import type { ClientClock } from '../../lib/client/clock.ts';
import type { WarmAnswer } from '../../lib/http/answers/index.ts';
import type { Api } from '../session/api.ts';
import type { Progress } from './progress.ts';

export interface Warmed {
  readonly league: string;
  readonly complete: boolean;
  /** Why it ended before that: `budget`, `provider`, `error`, `no progress`. */
  readonly stopped: string | null;
  readonly done: number;
  readonly failed: number;
  readonly left: number;
  /** To the provider, by anybody, meanwhile; null: they are not told. */
  readonly calls: number | null;
  readonly seconds: number;
  readonly unresolved: WarmAnswer['unresolved'];
}

interface WarmOptions {
  readonly league: string;
  readonly players: readonly string[];
  readonly api: Api;
  readonly clock: ClientClock;
  readonly onProgress: (progress: Progress) => void;
}

const POLL_MS = 1000;
// A request works for up to 14 s; a gateway gives up after 30.
const REQUEST_TIMEOUT_MS = 30_000;
const MAX_REQUESTS = 500;
// An environment that has just begun may have no time left for a load.
const MAX_IDLE_REQUESTS = 3;

/**
 * Asks for one piece of warming after the other until nothing is left, waiting for the next minute where its calls are
 * spent. Answers a refusal where the service would not.
 */
export const warmLeague = async (options: WarmOptions): Promise<Warmed | Refusal> => {
  const { league, players, api, clock, onProgress } = options;
  const began = clock.now();
  const counter = await createCallCounter(api);
  let done = 0;
  let total: number | undefined;
  /** Calls when the request under way was sent: what was loaded by it is not told before its end. */
  let before = 0;
  const tell = (waiting?: number): void => {
    const loaded = Math.min(done + (counter.calls() ?? 0) - before, total ?? 0);
    onProgress({ done: Math.max(done, loaded), total, calls: counter.calls(), elapsed: clock.now() - began, waiting });
  };
  const end = ({ complete, failed, left, unresolved }: WarmAnswer, stopped: string | null): Warmed => ({
    league,
    complete,
    stopped,
    done,
    failed,
    left,
    calls: counter.calls() ?? null,
    seconds: Math.round((clock.now() - began) / 100) / 10,
    unresolved,
  });

  const body = { league, ...(players.length > 0 && { players }) };
  let idle = 0;
  for (let sent = 1; ; sent += 1) {
    before = counter.calls() ?? 0;
    const polling = startPolling(clock, async () => {
      await counter.read();
      tell();
    });
    const exchange = await api.post('/v1/admin/warm', body, { timeout: REQUEST_TIMEOUT_MS });
    polling.stop();
    if (exchange.kind === 'refusal') return exchange;
    const answer = exchange.body as WarmAnswer;
    await counter.read();
    before = counter.calls() ?? 0;
    const settled = answer.planned - answer.left;
    total = Math.max(total ?? 0, done + answer.planned);
    done += settled - answer.failed;
    tell();
    if (answer.complete || answer.left === 0 || sent >= MAX_REQUESTS) return end(answer, answer.stopped ?? null);
    if (answer.stopped === 'budget' && !counter.isDaySpent()) await waitForMinute(clock, tell);
    else if (answer.stopped !== 'deadline') return end(answer, answer.stopped ?? 'error');
    idle = settled > 0 ? 0 : idle + 1;
    if (idle >= MAX_IDLE_REQUESTS) return end(answer, 'no progress');
  }
};

interface CallCounter {
  read(): Promise<void>;
  /** Since the counter was made. */
  calls(): number | undefined;
  isDaySpent(): boolean;
}

/** What the budget has counted. It may belong to others as well, who ask meanwhile. */
const createCallCounter = async (api: Api): Promise<CallCounter> => {
  let first: number | undefined;
  let spent: number | undefined;
  let isDaySpent = false;
  const read = async (): Promise<void> => {
    const exchange = await api.get('/v1/usage?hours=1');
    if (exchange.kind === 'refusal') return;
    const { budget } = exchange.body as UsageLike;
    if (budget === null) return;
    spent = budget.spent.day;
    isDaySpent = spent >= budget.plan.perDay;
    // Midnight has passed.
    if (first === undefined || spent < first) first = first === undefined ? spent : 0;
  };
  await read();
  return {
    read,
    calls: () => (spent === undefined || first === undefined ? undefined : spent - first),
    isDaySpent: () => isDaySpent,
  };
};

interface UsageLike {
  readonly budget: { readonly spent: { readonly day: number }; readonly plan: { readonly perDay: number } } | null;
}

const startPolling = (clock: ClientClock, poll: () => Promise<void>): { readonly stop: () => void } => {
  let isOver = false;
  let cancel = (): void => undefined;
  const next = (): void => {
    cancel = clock.after(POLL_MS, () => {
      void poll().finally(() => {
        if (!isOver) next();
      });
    });
  };
  next();
  return {
    stop: () => {
      isOver = true;
      cancel();
    },
  };
};

const MINUTE_MS = 60_000;

const waitForMinute = async (clock: ClientClock, tell: (waiting: number) => void): Promise<void> => {
  // A little more: two clocks are never quite the same.
  const until = clock.now() + MINUTE_MS - (clock.now() % MINUTE_MS) + POLL_MS;
  for (let left = until - clock.now(); left > 0; left = until - clock.now()) {
    tell(left);
    await new Promise<void>((resolve) => clock.after(Math.min(left, POLL_MS), resolve));
  }
};
