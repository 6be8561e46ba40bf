import { leagueOf } from '../../sports/leagues.ts';
import type { Game, GameState, GameTeam, LeagueId } from '../../sports/model.ts';
import { at, countAt, instantAt, listAt, teamIdAt, textAt } from '../shapes/read.ts';

/** Undefined without an id, a date or a state. A side that is not decided yet is left out. */
export const readGame = (league: LeagueId, json: unknown): Game | undefined => {
  const id = textAt(json, 'id');
  const date = instantAt(json, 'date');
  const period = countAt(json, 'status', 'period');
  const type = at(json, 'status', 'type');
  const status = statusOf(type);
  const state = status === undefined ? undefined : stateOf(type, { status, period });
  if (id === null || date === null || status === undefined || state === undefined) return undefined;
  // Before a game ESPN writes a period, a clock and scores that mean nothing. A suspended game keeps them.
  const played = state === 'in' || state === 'post' || status === 'suspended';
  const hasClock = played && leagueOf(league).sport !== 'baseball';
  const sides = listAt(json, 'competitions', 0, 'competitors') ?? [];
  return {
    id: id.slice(0, 40),
    date: new Date(date).toISOString(),
    timeValid: isSet(json, 'timeValid') && isSet(json, 'dateValid'),
    state,
    status,
    detail: (textAt(type, 'detail') ?? textAt(type, 'shortDetail'))?.slice(0, MAX_DETAIL_LENGTH) ?? null,
    period: played ? period : null,
    clock: hasClock ? (textAt(json, 'status', 'displayClock')?.slice(0, 20) ?? null) : null,
    teams: sides.flatMap((side) => readSide(side, played) ?? []),
  };
};

const MAX_STATUS_LENGTH = 40;
const MAX_DETAIL_LENGTH = 80;

const isSet = (json: unknown, field: 'timeValid' | 'dateValid'): boolean =>
  at(json, 'competitions', 0, field) !== false && at(json, field) !== false;

/** `STATUS_RAIN_DELAY` as `rain-delay`, words that are not known here too. Without a name, what its state amounts to. */
const statusOf = (type: unknown): string | undefined => {
  const name = (textAt(type, 'name') ?? '')
    .toLowerCase()
    .replace(/^status_/, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, MAX_STATUS_LENGTH);
  if (name !== '') return name;
  switch (at(type, 'state')) {
    case 'pre':
      return 'scheduled';
    case 'in':
      return 'in-progress';
    case 'post':
      return at(type, 'completed') === false ? 'postponed' : 'final';
    default:
      return undefined;
  }
};

// Neither begins nor goes on at its time, whichever state stands beside the word. ESPN writes both spellings.
const CALLED_OFF = /^(?:suspended|postponed|cancell?ed|abandoned)$/;
const OVER = /^(?:final|forfeit|full-time)/;
// `delayed`, `rain-delay`, …: a delayed start is listed as `pre` or as `in` without a period.
const DELAYED = /(?:^|-)delay(?:ed)?(?:-|$)/;

interface Standing {
  readonly status: string;
  readonly period: number | null;
}

/** The word decides where it is unmistakable, else the state that the provider files it under. */
const stateOf = (type: unknown, { status, period }: Standing): GameState | undefined => {
  const state = at(type, 'state');
  if (state !== 'pre' && state !== 'in' && state !== 'post') return undefined;
  if (CALLED_OFF.test(status)) return 'postponed';
  if (OVER.test(status)) return 'post';
  if (DELAYED.test(status)) return state === 'pre' || (period ?? 0) === 0 ? 'pre' : 'in';
  // Over without having been played out, in a word that is not known here.
  return state === 'post' && at(type, 'completed') === false ? 'postponed' : state;
};

const readSide = (json: unknown, played: boolean): GameTeam | undefined => {
  const id = teamIdAt(json, 'team', 'id');
  const abbreviation = textAt(json, 'team', 'abbreviation') ?? '';
  const side = at(json, 'homeAway');
  if (id === null || (side !== 'home' && side !== 'away')) return undefined;
  return { id, abbreviation, home: side === 'home', score: played ? scoreOf(json) : null };
};

/** A text in most bodies, an object with the value in some. */
const scoreOf = (side: unknown): number | null =>
  countAt(side, 'score') ?? countAt(side, 'score', 'value') ?? countAt(side, 'score', 'displayValue');
