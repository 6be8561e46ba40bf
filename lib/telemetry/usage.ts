import type { Absent, Found, Observer } from '../cache/index.ts';
import type { AllowanceName } from '../ledgers/payer.ts';
import type { LoadReason } from '../ledgers/load-reason.ts';
import { findLeague } from '../sports/leagues.ts';
import type { LeagueId } from '../sports/model/index.ts';
import { MAX_AMOUNTS_PER_WRITE, type Amounts } from '../ledgers/counters.ts';

/** How a question was answered. docs/usage.md says what each of the numbers counts. */
export interface Answered {
  /** The entries the answer was made of, as often as it rests on them. */
  readonly entries: readonly (Absent | Found<unknown>)[];
  /** The entry that Cache-Status describes; undefined when there is none. */
  readonly farthest: Absent | Found<unknown> | undefined;
  /** Parts of the answer whose load failed. */
  readonly failed: number;
  /** Of the body that was sent. */
  readonly bytes: number;
}

/** Counts in memory until the counts are taken. */
export interface Usage {
  /** Counts loads and purges. */
  readonly observe: Observer;
  answered(league: LeagueId, answer: Answered): void;
  /**
   * A call to the provider that is about to be made, or that the budget has refused. `allowance`: what it is paid from, or
   * what is spent, where that is not the general budget.
   */
  called(reason: LoadReason, admitted: boolean, allowance?: AllowanceName): void;
  /** All counts since the last call, in no more names than one write takes. */
  take(): Amounts;
  /** Adds counts back whose write failed. */
  putBack(amounts: Amounts): void;
}

// Far more than a minute produces; bounded, because a flood of ids must not fill the memory.
const MAX_NAMES = 5000;
const PLAYER_SCOPE = 'player:';

export const createUsage = (): Usage => {
  let counts = new Map<string, number>();

  const count = (name: string, amount = 1): void => {
    const known = counts.get(name);
    if (amount === 0 || (known === undefined && counts.size >= MAX_NAMES)) return;
    counts.set(name, (known ?? 0) + amount);
  };

  /** Of the league a key or a namespace begins with. */
  const countOf = (key: string, what: string): void => {
    const league = findLeague(key.split(':', 1)[0] ?? '');
    if (league !== undefined) count(`${league.id}.${what}`);
  };

  const countEntry = (league: LeagueId, answer: Absent | Found<unknown>): void => {
    const { entry, served } = answer;
    count(`${league}.${servedAs(answer)}`);
    if (answer.kind === 'absent') count(`${league}.absent`);
    const isFresh = served.by === 'tier' && served.state === 'fresh';
    if (isFresh && (entry.loadReason === 'predict' || entry.loadReason === 'warm'))
      count(`${league}.foreseen.${entry.loadReason}`);
  };

  return {
    observe(event) {
      if (event.kind === 'load' || event.kind === 'load-failed' || event.kind === 'contradicted')
        countOf(event.source, event.kind);
      else if (event.kind === 'purge') countOf(event.namespace, event.kind);
      else if (event.kind === 'breaker-opened' || event.kind === 'breaker-closed') count(event.kind);
    },
    answered(league, { entries, farthest, failed, bytes }) {
      if (farthest === undefined && failed === 0) return;
      count(`${league}.question.${farthest === undefined ? 'failed' : servedAs(farthest)}`);
      // Several parts of an answer may share one entry: the first of them fetched it.
      const distinct = new Map(entries.toReversed().map((answer) => [answer.entry, answer]));
      for (const answer of distinct.values()) countEntry(league, answer);
      for (const id of playersIn([...distinct.values()])) count(`${league}.asked.${id}`);
      count(`${league}.failed`, failed);
      count(`${league}.bytes`, bytes);
    },
    called(reason, admitted, allowance) {
      const what = admitted ? 'call' : 'refused';
      count(`${what}.${reason}`);
      if (allowance !== undefined) count(`allowance.${allowance}.${what}`);
    },
    take() {
      const taken = mostAsked(counts);
      counts = new Map();
      return taken;
    },
    putBack(amounts) {
      for (const [name, amount] of Object.entries(amounts)) count(name, amount);
    },
  };
};

/** `hit.l1`, `hit.l2`, …, `stale`, `collapsed` or `miss`: what Cache-Status says, in one word. */
const servedAs = ({ served }: Absent | Found<unknown>): string => {
  if (served.by === 'upstream') return served.collapsed ? 'collapsed' : 'miss';
  return served.state === 'fresh' ? `hit.${served.tier}` : 'stale';
};

/** The players that the found documents are about. */
const playersIn = (answers: readonly (Absent | Found<unknown>)[]): ReadonlySet<string> =>
  new Set(
    answers
      .filter(({ kind }) => kind === 'value')
      .flatMap(({ entry }) => entry.scopes)
      .filter((scope) => scope.startsWith(PLAYER_SCOPE))
      .map((scope) => scope.slice(PLAYER_SCOPE.length)),
  );

/** Players of a league in one flush: those beyond it are not popular. */
export const MAX_ASKED_PLAYERS = 40;

/** The counts, with only the players of each league who were asked about most. */
export const mostAsked = (counts: ReadonlyMap<string, number>): Amounts => {
  const asked = new Map<string, [string, number][]>();
  const others: [string, number][] = [];
  for (const count of counts) {
    const [league] = count[0].split('.asked.');
    if (league === undefined || league === count[0]) others.push(count);
    else asked.set(league, [...(asked.get(league) ?? []), count]);
  }
  const players = [...asked.values()].flatMap((ofLeague) => ofLeague.toSorted(byAmount).slice(0, MAX_ASKED_PLAYERS));
  const room = Math.max(0, MAX_AMOUNTS_PER_WRITE - others.length);
  return Object.fromEntries([...others, ...players.toSorted(byAmount).slice(0, room)]);
};

const byAmount = ([, a]: [string, number], [, b]: [string, number]): number => b - a;

/** The counts without players. */
export const withoutAsked = (amounts: Amounts): Amounts =>
  Object.fromEntries(Object.entries(amounts).filter(([name]) => !name.includes('.asked.')));
