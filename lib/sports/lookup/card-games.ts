import type { Found } from '../../cache/index.ts';
import { currentGame, nextGame } from '../games/index.ts';
import { headlinesIn } from '../headline/index.ts';
import type {
  Game,
  GameLog,
  LoggedGame,
  TeamId,
  TeamPage,
  LiveState,
  TrackedGame,
  LastGame,
  CurrentGame,
  NextGame,
  CardScore,
  CardGame,
} from '../model/index.ts';
import type { TeamDocument } from '../resources/index.ts';
import { teamPage } from './team-page.ts';

/** A part of a card, and the entry that it was read from. */
export interface FromEntry<V> {
  readonly value: V;
  readonly from: Found<unknown>;
}

/** Undefined: not known. null: there is none. */
export interface GamesOfCard {
  readonly last: FromEntry<LastGame> | undefined;
  readonly current: FromEntry<CurrentGame> | null | undefined;
  readonly next: FromEntry<NextGame> | null | undefined;
}

/** What is held of a team's games. */
export interface HeldGames {
  readonly team: TeamId;
  readonly live: Found<LiveState> | undefined;
  readonly document: Found<TeamDocument> | undefined;
  readonly log: Found<GameLog> | undefined;
  /** The teams' names. */
  readonly nameOf: (team: TeamId) => string;
  /** Epoch ms. */
  readonly now: number;
  /** Of the document, once it was asked for. */
  page?: TeamPage;
}

// The warmer reads the games every five minutes. An older score is no longer the score.
const MAX_SCORE_AGE_MS = 10 * 60_000;

export const hasDocument = (held: HeldGames): held is HeldGames & { readonly document: Found<TeamDocument> } =>
  held.document !== undefined;

export const gamesOfCard = (held: HeldGames): GamesOfCard => ({
  last: lastOf(held),
  current: currentOf(held),
  next: nextOf(held),
});

/** The team's document joined with the games of the day. Both how the team stands and its next game are read from it. */
export const pageOf = (held: HeldGames & { readonly document: Found<TeamDocument> }): TeamPage =>
  (held.page ??= teamPage(held.document, { live: held.live?.value(), now: held.now }));

const currentOf = ({ live, team, nameOf, now }: HeldGames): GamesOfCard['current'] => {
  if (live === undefined) return undefined;
  const state = live.value();
  const game = currentGame(state, team, now);
  // Whether a game has begun since is not known either from a list that has ended.
  if (game === undefined) return live.entry.freshUntil + MAX_SCORE_AGE_MS < now ? undefined : null;
  if (now - Date.parse(game.toldAt ?? state.asOf) > MAX_SCORE_AGE_MS) return undefined;
  const seen = seenBy(game, team, nameOf);
  if (seen === undefined) return null;
  const { detail, broadcast } = game;
  return { value: { ...seen.game, score: seen.score, detail, broadcast }, from: live };
};

const nextOf = (held: HeldGames): GamesOfCard['next'] => {
  const { live, document, team, nameOf, now } = held;
  const state = live?.value();
  const told = hasDocument(held) ? pageOf(held).next : undefined;
  const game = told ?? (state && nextGame(state, team, now));
  // Of the leagues that play by the week the list has one game at the most: that it has none says nothing.
  if (game == null) return document === undefined ? undefined : null;
  const seen = seenBy(game, team, nameOf);
  const from = document !== undefined && document.value().next?.id === game.id ? document : (live ?? document);
  if (seen === undefined || from === undefined) return null;
  const { timeValid, venue, broadcast } = game;
  return { value: { ...seen.game, timeValid, venue: venue?.name ?? null, broadcast }, from };
};

const lastOf = (held: HeldGames): GamesOfCard['last'] => {
  const { log, live, document, team, nameOf, now } = held;
  const logged = log?.value().games.find(({ result }) => result !== null);
  // A fresh log has every game that the player has played.
  if (log !== undefined && logged !== undefined && log.entry.freshUntil > now) return fromLog(log, logged);
  const remembered = live === undefined ? [] : [...live.value().games, ...live.value().earlier];
  const announced = document?.value().next ?? null;
  const ended = [
    ...remembered.flatMap((game) => (live === undefined ? [] : [{ game, from: live }])),
    ...(announced === null || document === undefined ? [] : [{ game: announced, from: document }]),
  ]
    .filter(({ game }) => game.state === 'post' && game.teams.some(({ id }) => id === team))
    .sort((a, b) => b.game.date.localeCompare(a.game.date))[0];
  if (log !== undefined && logged !== undefined && (ended === undefined || logged.date >= ended.game.date)) {
    return fromLog(log, logged);
  }
  const seen = ended && seenBy(ended.game, team, nameOf);
  if (seen === undefined || ended === undefined) return undefined;
  const { score } = seen;
  return { value: { ...seen.game, result: resultOf(score), score, stats: null }, from: ended.from };
};

// As many as stand beside each other in a line of a reply.
const MAX_GAME_STATS = 3;

const fromLog = (log: Found<GameLog>, { id, date, home, opponent, result, score, categories }: LoggedGame) => {
  const { league, player } = log.value();
  const stats = headlinesIn(league)({ position: player.position, categories })
    .slice(0, MAX_GAME_STATS)
    .map(({ label, display }) => ({ label, display }));
  return { value: { id, date, home, opponent, result, score, stats }, from: log };
};

const resultOf = (score: CardScore | null): LastGame['result'] => {
  if (score === null) return null;
  if (score.for === score.against) return 'T';
  return score.for > score.against ? 'W' : 'L';
};

/** Undefined where the provider's list lacks one of the teams. */
const seenBy = (
  { id, date, teams }: Game | TrackedGame,
  team: TeamId,
  nameOf: HeldGames['nameOf'],
): { readonly game: CardGame; readonly score: CardScore | null } | undefined => {
  const own = teams.find((each) => each.id === team);
  const other = teams.find((each) => each.id !== team);
  if (own === undefined || other === undefined) return undefined;
  const score = own.score === null || other.score === null ? null : { for: own.score, against: other.score };
  const opponent = { id: other.id, abbreviation: other.abbreviation, name: nameOf(other.id) };
  return { game: { id, date, home: own.home, opponent }, score };
};
