import { FieldError } from './field-error.ts';
import { displayNameOf } from './leagues.ts';
import type { LeagueSlug, TeamFacts } from './model.ts';
import type { TradeOrder, TradeRequest } from './trade-request.ts';
import { nameOf, orderOf } from './trade-request.ts';
import type { World } from './world.ts';

/** A trade for a date: it takes place when the clock passes `at`. */
export interface PlannedTrade {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly league: string;
  /** An id or a whole name. */
  readonly athlete: string;
  readonly to: string | null;
  readonly description?: string;
}

/** A line of the provider's list of moves: a team and a text, no ids of anybody. */
export interface MoveLine {
  readonly at: number;
  readonly team: TeamFacts;
  readonly text: string;
}

/** A trade that has taken place. Teams by abbreviation. */
export interface Trade {
  readonly at: number;
  readonly league: LeagueSlug;
  readonly athleteId: string;
  readonly name: string;
  readonly from: string | null;
  readonly to: string | null;
}

export interface Trades {
  /** Throws FieldError. */
  trade(request: unknown): Trade;
  /** Carries out what was planned and is due. One that has become impossible is left out. */
  settle(): void;
  done(): readonly Trade[];
  lines(league: LeagueSlug): readonly MoveLine[];
}

interface TradesOptions {
  readonly world: World;
  readonly clock: { now(): number };
  readonly planned: readonly PlannedTrade[];
}

const MAX_TRADES = 1000;

export const createTrades = ({ world, clock, planned }: TradesOptions): Trades => {
  const done: Trade[] = [];
  const lines = new Map<LeagueSlug, MoveLine[]>();
  const waiting = planned.map((each, index) => ({ ...each, request: checked(world, each, index) }));
  waiting.sort((a, b) => a.at - b.at);

  const carryOut = (order: TradeOrder, at: number): Trade => {
    if (done.length >= MAX_TRADES)
      throw new FieldError('body', `is refused: there have been ${MAX_TRADES} trades already`);
    const { facts } = order.world;
    const { athlete, from, to } = order.world.move(order.athlete.id, order.to, at);
    const own = linesOf(order, { from, to }).map((line) => ({ ...line, at }));
    lines.set(facts.slug, [...(lines.get(facts.slug) ?? []), ...own]);
    const trade: Trade = {
      at,
      league: facts.slug,
      athleteId: athlete.id,
      name: nameOf(athlete),
      from: from?.abbreviation ?? null,
      to: to?.abbreviation ?? null,
    };
    done.push(trade);
    return trade;
  };

  const settle = (): void => {
    const now = clock.now();
    while (waiting[0] !== undefined && waiting[0].at <= now) {
      const { at, request } = waiting.shift() ?? waiting[0];
      try {
        carryOut(orderOf(world, request), at);
      } catch (error) {
        if (!(error instanceof FieldError)) throw error;
      }
    }
  };

  return {
    trade: (request) => {
      settle();
      return carryOut(orderOf(world, request), clock.now());
    },
    settle,
    done: () => done,
    lines: (league) => lines.get(league) ?? [],
  };
};

/** A plan is checked when it is made, except for the team that the athlete is on by then. */
const checked = (world: World, { at, athlete, ...rest }: PlannedTrade, index: number): TradeRequest => {
  if (!Number.isFinite(at)) throw new FieldError(`trades.${index}.at`, 'must be epoch milliseconds');
  const request = { ...rest, ...(/^\d+$/.test(athlete) ? { athleteId: athlete } : { name: athlete }) };
  try {
    orderOf(world, request);
  } catch (error) {
    if (!(error instanceof FieldError)) throw error;
    const field = ['athleteId', 'name'].includes(error.field) ? 'athlete' : error.field;
    // Another plan may move them elsewhere before.
    if (!error.message.includes('already')) throw new FieldError(`trades.${index}.${field}`, error.message);
  }
  return request;
};

interface Ends {
  readonly from: TeamFacts | null;
  readonly to: TeamFacts | null;
}

const linesOf = ({ athlete, description }: TradeOrder, { from, to }: Ends): readonly Omit<MoveLine, 'at'>[] => {
  const who = `${athlete.position} ${nameOf(athlete)}`;
  const line = (team: TeamFacts, usual: string) => ({ team, text: description ?? usual });
  if (from === null) return to === null ? [] : [line(to, `Signed ${who}.`)];
  if (to === null) return [line(from, `Waived ${who}.`)];
  return [
    line(from, `Traded ${who} to the ${displayNameOf(to)} for a conditional draft pick.`),
    line(to, `Acquired ${who} from the ${displayNameOf(from)} for a conditional draft pick.`),
  ];
};
