import type { Found } from '../../cache/index.ts';
import { currentGame, lastEnd, nextGame } from '../games/index.ts';
import type { Game, TeamPage, TeamStanding, LiveState, TrackedGame } from '../model/index.ts';
import type { TeamDocument } from '../resources/index.ts';

interface TeamNow {
  /** The games that are held; undefined where none are. */
  readonly live: LiveState | undefined;
  readonly now: number;
}

/**
 * A team's document joined with the games of the day. How it stands is told with its age, and not at all once the team
 * has played since: a stale answer may be from before the last game.
 */
export const teamPage = (document: Found<TeamDocument>, { live, now }: TeamNow): TeamPage => {
  const { entry } = document;
  const { league, team, record, standing, isBehind, next } = document.value();
  const ended = live && lastEnd(live, team.id, { since: entry.loadedAt, now });
  // Where nobody knows what has been played since, a document is believed while it is fresh.
  const isOutdated = isBehind || (ended === undefined ? entry.freshUntil <= now : ended > entry.loadedAt);
  const asOf = new Date(entry.loadedAt).toISOString();
  const told = (summary: string | null): TeamStanding | null =>
    summary === null || isOutdated ? null : { summary, asOf };
  const current = live && currentGame(live, team.id, now);
  const isAhead = (game: Game | null): game is Game =>
    game !== null && game.state === 'pre' && Date.parse(game.date) > now && game.id !== current?.id;
  const listed = live && nextGame(live, team.id, now);
  return {
    league,
    team,
    record: told(record),
    standing: told(standing),
    next: isAhead(next) ? next : listed === undefined ? null : gameOf(listed),
    current: current === undefined ? null : gameOf(current),
  };
};

/** Without what is only remembered of it. */
const gameOf = ({ lastOn, toldAt, ...game }: TrackedGame): Game => game;
