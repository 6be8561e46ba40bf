import { leagueOf } from '../../sports/leagues.ts';
import type { Game, GameState, GameTeam, LeagueId, Venue } from '../../sports/model/index.ts';
import { at, countAt, instantAt, listAt, shortTextAt, teamIdAt, textAt } from '../shapes/read.ts';

/**
 * Undefined without an id, a date or a state. A side that is not decided yet is left out. A scoreboard tells how the game
 * stands beside the competition, a team's document inside it.
 */
export const readGame = (league: LeagueId, json: unknown): Game | undefined => {
  const id = textAt(json, 'id');
  const date = instantAt(json, 'date');
  const standing = at(json, 'status') ?? at(json, 'competitions', 0, 'status');
  const period = countAt(standing, 'period');
  const type = at(standing, 'type');
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
    detail: shortTextAt(type, MAX_DETAIL_LENGTH, 'detail') ?? shortTextAt(type, MAX_DETAIL_LENGTH, 'shortDetail'),
    period: played ? period : null,
    clock: hasClock ? shortTextAt(standing, 20, 'displayClock') : null,
    teams: sides.flatMap((side) => readSide(side, played) ?? []),
    venue: venueOf(at(json, 'competitions', 0, 'venue')),
    broadcast: broadcastOf(at(json, 'competitions', 0)),
  };
};

const MAX_VENUE_LENGTH = 80;

const venueOf = (json: unknown): Venue | null => {
  const name = shortTextAt(json, MAX_VENUE_LENGTH, 'fullName');
  return name === null ? null : { name, city: shortTextAt(json, MAX_VENUE_LENGTH, 'address', 'city') };
};

const MAX_BROADCAST_LENGTH = 80;
// More than anybody reads: a baseball game has a dozen local ones.
const MAX_CHANNELS = 4;

/** The national channels where there are any, else those of the home team and then of the others. */
const broadcastOf = (competition: unknown): string | null => {
  const said = shortTextAt(competition, MAX_BROADCAST_LENGTH, 'broadcast');
  if (said !== null) return said;
  const all = (listAt(competition, 'broadcasts') ?? []).map((each) => ({
    market: (textAt(each, 'market', 'type') ?? textAt(each, 'market') ?? '').toLowerCase(),
    // A scoreboard lists the names of a market, a team's document a channel at a time.
    names: (listAt(each, 'names') ?? [at(each, 'media', 'shortName')]).flatMap(
      (name) => shortTextAt(name, MAX_BROADCAST_LENGTH) ?? [],
    ),
  }));
  const of = (isMeant: (market: string) => boolean): readonly string[] =>
    all.flatMap(({ market, names }) => (isMeant(market) ? names : []));
  const national = of((market) => market === 'national');
  const local = [...of((market) => market === 'home'), ...of((market) => market !== 'home')];
  const channels = [...new Set(national.length > 0 ? national : local)].slice(0, MAX_CHANNELS);
  return shortTextAt(channels.join('/'), MAX_BROADCAST_LENGTH);
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
