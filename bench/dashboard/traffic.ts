import type { Caller, Stage } from './stage.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** Whom bots ask about, the most popular first. */
const PLAYERS = [
  ['nfl', '3139477'],
  ['nba', '3975'],
  ['nfl', '4361423'],
  ['nfl', '4262921'],
  ['nba', '1966'],
  ['nfl', '3918298'],
] as const;

const TEAMS = ['KC', 'BUF', 'DAL', 'GB'] as const;

/** Questions of each hour of a day: nights are quiet. */
const DAY = [3, 2, 1, 1, 0, 0, 1, 2, 4, 5, 6, 6, 7, 6, 5, 6, 8, 9, 11, 14, 16, 15, 10, 6] as const;

export interface TrafficOptions {
  /** Hours, the present one included. */
  readonly hours: number;
  /** Hours between two runs of the schedules; null: nothing is warmed or purged. */
  readonly runEvery: number | null;
  readonly say?: (text: string) => void;
}

/** Some hours of three bots, each asking what its kind of bot asks. The stage's clock stands in the last of them then. */
export const askForHours = async (stage: Stage, { hours, runEvery, say }: TrafficOptions): Promise<void> => {
  const first = Math.floor(stage.clock.now() / HOUR_MS) * HOUR_MS;
  let turn = 0;
  for (let hour = 0; hour < hours; hour += 1) {
    const at = first + hour * HOUR_MS;
    stage.clock.set(at + MINUTE_MS);
    if (runEvery !== null && hour % runEvery === 0) await stage.runSchedules();
    const asked = DAY[new Date(at).getUTCHours()] ?? 0;
    for (let question = 0; question < asked; question += 1) {
      // Bots ask in bursts: three questions, and a pause.
      if (question % 3 === 0) stage.clock.set(at + ((question + 2) * 50 * MINUTE_MS) / (asked + 2));
      await askOne(stage, (turn += 1));
    }
    await stage.stack.workOffQueue();
    say?.(`hour ${hour + 1} of ${hours}: ${asked} questions`);
  }
};

const CALLER_OF_TURN: readonly Caller[] = ['discord-bot', 'slack-bot', 'discord-bot', 'discord-bot', 'nightly-report'];

const askOne = async (stage: Stage, turn: number): Promise<void> => {
  const caller = CALLER_OF_TURN[turn % CALLER_OF_TURN.length] ?? 'discord-bot';
  if (turn % 7 === 3) {
    await stage.ask(caller, `/v1/nfl/teams/${TEAMS[turn % TEAMS.length] ?? 'KC'}/roster`);
    return;
  }
  // The first of them are asked about most.
  const [league, id] = PLAYERS[Math.min(turn % PLAYERS.length, (turn * 5) % 7)] ?? PLAYERS[0];
  await stage.ask(caller, `/v1/${league}/players/${id}/stats?season=current`, `${league}:${id}`);
};
