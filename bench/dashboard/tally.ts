// What a run has asked and been answered, counted beside Statline by what every client sees.

export type Outcome = 'l1' | 'l2' | 'l3' | 'collapsed' | 'stale' | 'misses' | 'failed';

export interface Tally {
  readonly questions: number;
  readonly outcomes: Readonly<Record<Outcome, number>>;
  readonly callers: ReadonlyMap<string, { readonly questions: number; readonly failed: number }>;
  /** By league and player. */
  readonly players: ReadonlyMap<string, number>;
}

export interface Tallies {
  /** `player`: `nfl:3139477`, of a question that is about one. */
  add(caller: string, reply: { readonly status: number; readonly cacheStatus: string | null }, player?: string): void;
  read(): Tally;
}

export const createTallies = (): Tallies => {
  const outcomes = { l1: 0, l2: 0, l3: 0, collapsed: 0, stale: 0, misses: 0, failed: 0 };
  const callers = new Map<string, { questions: number; failed: number }>();
  const players = new Map<string, number>();
  let questions = 0;
  return {
    add(caller, reply, player) {
      const outcome = outcomeOf(reply);
      if (outcome === undefined) return;
      questions += 1;
      outcomes[outcome] += 1;
      const counts = callers.get(caller) ?? { questions: 0, failed: 0 };
      counts.questions += 1;
      if (outcome === 'failed') counts.failed += 1;
      callers.set(caller, counts);
      if (player !== undefined && reply.status === 200) players.set(player, (players.get(player) ?? 0) + 1);
    },
    read: () => ({ questions, outcomes, callers, players }),
  };
};

/** By RFC 9211: the member of the tier that had it, or none had. Undefined: the answer is none that is counted. */
export const outcomeOf = ({
  status,
  cacheStatus,
}: {
  readonly status: number;
  readonly cacheStatus: string | null;
}): Outcome | undefined => {
  if (status === 503) return 'failed';
  if (cacheStatus === null) return undefined;
  if (/detail=stale|fwd=stale/.test(cacheStatus)) return 'stale';
  const hit = /\b(l[123]); hit/.exec(cacheStatus)?.[1];
  if (hit !== undefined) return hit as Outcome;
  return cacheStatus.includes('collapsed') ? 'collapsed' : 'misses';
};
