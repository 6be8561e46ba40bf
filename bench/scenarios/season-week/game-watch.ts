import type { Game } from '../../../simulators/espn/schedule/game.ts';
import { finalScore, scoreBetween } from '../../../simulators/espn/schedule/scoring.ts';
import { isOn, standingOf, type Standing } from '../../../simulators/espn/schedule/standing.ts';
import type { Famous } from '../players.ts';
import type { Stepper } from '../stepper.ts';

/** How long after its end a game's final score, and its players' lines, must be there. */
export const FINAL_WITHIN = 10 * 60_000;
// A list is a minute old at most, and a game that left it is asked for every four.
const LAG = 5 * 60_000;

/** Asks for the games, and compares with what is true. */
export interface GameWatch {
  /** How every game stands, give or take the age that a list may have. */
  look(games: readonly Game[], now: number): Promise<void>;
  /** Ten minutes after its end: the final score, and the lines of its players. */
  final(game: Game, now: number): Promise<void>;
  readonly faults: readonly string[];
  counts(): { readonly looks: number; readonly games: number; readonly finals: number; readonly lines: number };
}

interface ToldGame {
  readonly id: string;
  readonly state: string;
  readonly status: string;
  readonly teams: readonly { readonly id: string; readonly home: boolean; readonly score: number | null }[];
}

interface ToldGames {
  readonly games: readonly ToldGame[];
  readonly earlier: readonly ToldGame[];
  readonly liveTeams: readonly string[];
}

export interface GameWatchOptions {
  readonly stepper: Pick<Stepper, 'ask'>;
  readonly environments: number;
  readonly players: readonly Famous[];
  readonly season: number;
}

export const watchGames = ({ stepper, environments, players, season }: GameWatchOptions): GameWatch => {
  const faults: string[] = [];
  const counts = { looks: 0, games: 0, finals: 0, lines: 0 };

  const ask = async (
    path: string,
  ): Promise<{ readonly json: unknown; readonly age: number; readonly status: number }> => {
    const environment = 1 + ((counts.looks + counts.finals + counts.lines) % environments);
    const { json, headers, status } = await stepper.ask(path, { environment }, 'probe');
    return { json, status, age: Number(headers.get('age') ?? 0) };
  };
  const live = async (): Promise<ToldGames> => {
    const { json, status } = await ask('/v1/nfl/live');
    if (status !== 200) throw new Error(`The games were answered ${status}`);
    return json as ToldGames;
  };
  const fault = (game: Game, now: number, text: string): void => {
    const [home, away] = [game.home.abbreviation, game.away.abbreviation];
    faults.push(`${away} at ${home}, ${new Date(now).toISOString()}: ${text}`);
  };

  return {
    look: async (games, now) => {
      const told = await live();
      counts.looks += 1;
      for (const game of games) {
        counts.games += 1;
        const own = [...told.games, ...told.earlier].find(({ id }) => id === game.id);
        const may = [statusAt(game, now - LAG), statusAt(game, now)];
        if (own === undefined) {
          // Of a game to come, or over long ago, nobody has to know.
          if (may.some((status) => LIVE_WORDS.has(status))) fault(game, now, 'is on, and is not told');
          continue;
        }
        if (!may.includes(own.status)) fault(game, now, `is ${may.join(' or ')}, and is told to be ${own.status}`);
        const least = totalAt(game, now - LAG);
        const most = totalAt(game, now);
        const total = own.teams.reduce((sum, { score }) => sum + (score ?? 0), 0);
        if (total < least || total > most)
          fault(game, now, `has ${least} to ${most} points, and is told to have ${total}`);
        const isLive = told.liveTeams.includes(game.home.id) && told.liveTeams.includes(game.away.id);
        const was = [isOn(game, now - LAG), isOn(game, now)];
        if (!was.includes(isLive))
          fault(game, now, isLive ? 'is not on, and its teams are live' : 'is on, and its teams are not');
      }
    },
    final: async (game, now) => {
      const told = await live();
      counts.finals += 1;
      const own = [...told.games, ...told.earlier].find(({ id }) => id === game.id);
      const { home, away } = finalScore(game);
      const score = (isHome: boolean) => own?.teams.find((team) => team.home === isHome)?.score;
      if (own?.state !== 'post' || score(true) !== home || score(false) !== away) {
        const is = own === undefined ? 'nothing' : `${own.status} ${String(score(true))}-${String(score(false))}`;
        fault(game, now, `ended ${home}-${away} ten minutes ago, and is told to be ${is}`);
      }
      for (const team of [game.home, game.away]) {
        const player = players.find((each) => each.team === team.abbreviation);
        if (player === undefined) continue;
        const { status, age } = await ask(`/v1/nfl/players/${player.id}/stats?season=${season}`);
        counts.lines += 1;
        if (status !== 200 || age * 1000 > FINAL_WITHIN) {
          fault(
            game,
            now,
            `the line of ${player.name} (${team.abbreviation}) is ${status}, ${age} s old: from before the end`,
          );
        }
      }
    },
    faults,
    counts: () => counts,
  };
};

const WORDS: Readonly<Record<Standing['kind'], string>> = {
  scheduled: 'scheduled',
  'without-time': 'scheduled',
  delayed: 'delayed',
  postponed: 'postponed',
  canceled: 'canceled',
  playing: 'in-progress',
  halftime: 'halftime',
  pause: 'end-period',
  'rain-delay': 'rain-delay',
  suspended: 'suspended',
  forfeit: 'forfeit',
  final: 'final',
};

const LIVE_WORDS: ReadonlySet<string> = new Set(['in-progress', 'halftime', 'end-period', 'rain-delay']);

const statusAt = (game: Game, at: number): string => WORDS[standingOf(game, at).kind];

const totalAt = (game: Game, at: number): number => {
  const standing = standingOf(game, at);
  const { home, away } = 'share' in standing ? scoreBetween(game, 0, standing.share) : { home: 0, away: 0 };
  return home + away;
};
