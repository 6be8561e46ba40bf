import type { Found } from '../../cache/index.ts';
import { seasonLabel } from '../calendar/index.ts';
import { leagueOf } from '../leagues.ts';
import {
  teamRef,
  type LeagueId,
  type Player,
  type Roster,
  type SeasonType,
  type StatLine,
  type TeamRef,
  type Injury,
  type TeamProfile,
  type TeamList,
  type CardGap,
  type Card,
  type CardPart,
  type MissingCardPart,
  type PartSource,
} from '../model/index.ts';
import { gamesOfCard, hasDocument, pageOf, type FromEntry, type HeldGames } from './card-games.ts';
import { cardStandsUntil } from './card-stands.ts';

export interface CardOf {
  readonly league: LeagueId;
  readonly season: number;
  readonly seasonType: SeasonType;
  readonly document: Found<Player>;
  readonly line: Found<StatLine> | CardGap;
  readonly teams: Found<TeamList> | undefined;
  readonly roster: Found<Roster> | undefined;
  /** Undefined for a player without a team. */
  readonly games: HeldGames | undefined;
  /** Why there is no document of the team, and why there are no games of the day. */
  readonly gaps: { readonly document: CardGap; readonly live: CardGap };
  /** Epoch ms. */
  readonly now: number;
}

export interface ComposedCard {
  /** Without what is another a second later: how old its parts are. */
  readonly card: Omit<Card, 'sources'>;
  /** What each part was read from. */
  readonly sources: ReadonlyMap<CardPart, Found<unknown>>;
  /** Until when (epoch ms) the same entries make the same card; `now` or before: only at this moment. */
  readonly standsUntil: number;
}

/** Puts a card together of what has been read. */
export const composeCard = (of: CardOf): ComposedCard => {
  const { league, season, seasonType, document, line, gaps, games } = of;
  const sources = new Map<CardPart, Found<unknown>>();
  const missing: MissingCardPart[] = [];
  /** The value of a part; undefined: it could not be had. */
  const told = <V>(part: CardPart, read: FromEntry<V> | null | undefined, gap: CardGap): V | null => {
    if (read === undefined) missing.push({ part, ...gap });
    if (read == null) return null;
    sources.set(part, read.from);
    return read.value;
  };
  sources.set('player', document);
  const hasTeam = games !== undefined;
  const own = hasTeam ? gamesOfCard(games) : NO_TEAM;
  const standing = hasTeam ? standingsOf(games) : { record: null, standing: null };
  const headline = 'reason' in line ? undefined : { value: headlineOf(line.value()), from: line };
  const parts = {
    team: told('team', hasTeam ? teamOf(of, games) : null, NOT_HELD),
    record: told('record', standing.record, games?.document === undefined ? gaps.document : outdated(games)),
    standing: told('standing', standing.standing, games?.document === undefined ? gaps.document : outdated(games)),
    headline: told('headline', headline, 'reason' in line ? line : NOT_HELD),
    injury: told('injury', hasTeam ? injuryOf(of) : null, NOT_HELD),
    last: told('last', own.last, gaps.live.reason === 'not-offered' ? gaps.live : NOT_HELD),
    current: told('current', own.current, gaps.live),
    next: told('next', own.next, gaps.document),
  };
  const card: ComposedCard['card'] = {
    league,
    season,
    seasonLabel: seasonLabel(leagueOf(league), season),
    seasonType,
    player: playerOf(document.value()),
    ...parts,
    // The player is told with the team's name where only the colours are missing.
    team: parts.team ?? teamWithoutProfile(document.value()),
    missing,
  };
  return { card, sources, standsUntil: cardStandsUntil(of, missing) };
};

/** Without what has a place of its own in the card. */
const playerOf = ({ id, name, position, jersey, status, bats, throws, shoots, ...player }: Player): Card['player'] => ({
  id,
  name,
  position,
  jersey,
  status,
  headshot: player.headshot,
  link: player.link,
  height: player.height,
  weight: player.weight,
  age: player.age,
  born: player.born,
  college: player.college,
  experience: player.experience,
  ...(bats !== undefined && { bats }),
  ...(throws !== undefined && { throws }),
  ...(shoots !== undefined && { shoots }),
});

export const NOT_HELD: CardGap = { reason: 'not-held', retryAfter: null };

const NO_TEAM = { last: null, current: null, next: null } as const;

/** Where a part comes from, and how old it is. */
export const sourceOf = ({ served, entry }: Found<unknown>, now: number): PartSource => ({
  tier: served.by === 'tier' ? served.tier : 'upstream',
  age: Math.max(0, Math.floor((now - entry.loadedAt) / 1000)),
});

const headlineOf = ({ headline }: StatLine): Card['headline'] =>
  headline.map(({ label, value, display }) => ({ label, value, display }));

const PROFILE_KEYS = ['color', 'alternateColor', 'logo', 'logoDark', 'link'] as const;

const profileIn = (team: TeamProfile): TeamProfile => {
  const { color, alternateColor, logo, logoDark, link } = team;
  return { color, alternateColor, logo, logoDark, link };
};

/** With colours and pictures: from the list of teams, else from the team's document or roster. */
const teamOf = (
  { document, teams, roster }: CardOf,
  { team, document: own }: HeldGames,
): FromEntry<TeamRef & TeamProfile> | undefined => {
  const ref = document.value().team;
  const listed = teams?.value().teams.find(({ id }) => id === team);
  const found = [
    ...(teams && listed ? [{ of: listed, from: teams }] : []),
    ...(own ? [{ of: own.value().team, from: own }] : []),
    ...(roster ? [{ of: roster.value().team, from: roster }] : []),
  ];
  const best = found.find(({ of }) => PROFILE_KEYS.some((key) => of[key] != null)) ?? found[0];
  if (best === undefined) return undefined;
  const known = ref === null || ref.name === '' ? teamRef(best.of) : ref;
  return { value: { ...known, ...profileIn(best.of) }, from: best.from };
};

const teamWithoutProfile = ({ team }: Player): Card['team'] =>
  team && { ...team, color: null, alternateColor: null, logo: null, logoDark: null, link: null };

interface Standings {
  readonly record: FromEntry<string> | null | undefined;
  readonly standing: FromEntry<string> | null | undefined;
}

const standingsOf = (games: HeldGames): Standings => {
  if (!hasDocument(games)) return { record: undefined, standing: undefined };
  const { document } = games;
  const page = pageOf(games);
  const held = document.value();
  const of = (part: 'record' | 'standing') => {
    const value = page[part];
    if (value !== null) return { value: value.summary, from: document };
    return held[part] === null ? null : undefined;
  };
  return { record: of('record'), standing: of('standing') };
};

const outdated = ({ document, now }: HeldGames): CardGap => {
  const freshFor = document === undefined ? 0 : document.entry.freshUntil - now;
  return { reason: 'outdated', retryAfter: Math.max(1, Math.ceil(freshFor / 1000)) };
};

/** From the team's roster where that is held: documents of players do not tell of injuries, or are older. */
const injuryOf = ({ document, roster }: CardOf): FromEntry<Injury> | null | undefined => {
  const { id, injury } = document.value();
  const member = roster?.value().players.find((player) => player.id === id);
  if (roster !== undefined && member !== undefined) return member.injury && { value: member.injury, from: roster };
  return injury === null ? undefined : { value: injury, from: document };
};
