import type { Scene, SceneName, Step } from './scene.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

// A Wednesday in the season of the NFL, and far from any window for moves.
const QUIET_NOON = Date.UTC(2026, 9, 7, 12);

// Two hours before the NFL's trade deadlines: moves are expected by the minute. 2027 and 2028 by the league's rule.
const TRADE_DEADLINES = [Date.UTC(2026, 10, 10, 19), Date.UTC(2027, 10, 9, 19), Date.UTC(2028, 10, 7, 19)] as const;

const MINUTES_TO_MIDNIGHT = 6;

/** What is asked for now is held when something goes wrong. */
const ALL_IS_WELL: Step = {
  minute: 0,
  happens: 'All is well.',
  see: 'Ask what your bot asks: each answer is held from now on.',
};

const blocked: Scene = {
  title: 'the provider refuses every call',
  start: QUIET_NOON,
  speed: 1,
  steps: [
    ALL_IS_WELL,
    {
      minute: 1,
      happens: 'The provider refuses every call with a 403 page, as it does where it dislikes a User-Agent.',
      see: 'What is held is answered as ever. What is not: 503 upstream-unavailable, reason blocked, later provider-unavailable, with Retry-After. No answer takes longer than before.',
      change: { provider: { fail: 'html403' } },
    },
    {
      minute: 5,
      happens: 'The provider answers again.',
      see: 'Within half a minute one call finds that out, and everything is answered.',
      change: { provider: 'usual' },
    },
  ],
};

const tradeNight: Scene = {
  title: 'players change teams on the day of the deadline',
  start: TRADE_DEADLINES[0],
  speed: 10,
  momentFrom: (now) => TRADE_DEADLINES.find((moment) => moment + MINUTE > now),
  steps: [
    {
      minute: 0,
      happens:
        "Two hours are left to the NFL's trade deadline. The list of moves is read with each purge run, every ten minutes here.",
      see: 'Ask for Micah Parsons (4361423), Justin Jefferson (4262921) and their rosters. /v1/leagues has the window that is open.',
    },
    {
      minute: 2,
      happens: 'Micah Parsons is traded.',
      see: 'The old team until the next purge run, ten minutes at most.',
      change: { trade: { league: 'nfl', name: 'Micah Parsons', to: ['KC', 'BUF'] } },
    },
    {
      minute: 13,
      happens: 'The purge for the trade has run.',
      see: 'The new team in every answer: the player, both rosters, stats, cards. /v1/nfl/moves lists the trade.',
    },
    {
      minute: 15,
      happens: 'Justin Jefferson is waived.',
      see: 'After the next purge run their team is null: a bot that reads team.name must not fall over.',
      change: { trade: { league: 'nfl', name: 'Justin Jefferson', to: [null, 'MIN'] } },
    },
    {
      minute: 26,
      happens: 'The purge for that has run, too.',
      see: 'Justin Jefferson is found by name as before, without a team.',
    },
  ],
};

const gameNight: Scene = {
  title: 'a game is on, it rains, and it ends',
  start: Date.UTC(2026, 10, 12, 1),
  speed: 20,
  steps: [
    {
      minute: 0,
      happens: "The Kansas City Chiefs' next game is brought on: it began half an hour ago.",
      see: '/v1/nfl/live has the game with the state `in`, and new scores within two minutes; /v1/nfl/teams/KC has it as `current`. Stat lines of its players are fresh for two minutes.',
      change: { provider: { live: { nfl: ['KC'] } } },
    },
    {
      minute: 20,
      happens: 'The game is suspended for fifteen minutes.',
      see: 'The state is `postponed`, the status `suspended`, and the score stands still.',
      change: { incident: { league: 'nfl', incident: 'suspend', team: 'KC', minutes: 15 } },
    },
    {
      minute: 36,
      happens: 'The game goes on.',
      see: 'The state is `in` again.',
    },
    {
      minute: 180,
      happens: 'The game is over.',
      see: '/v1/nfl/live has the games to come. The record of the team has one more game; so have the stat lines, within an hour, and those are fresh for an hour again.',
    },
  ],
};

const slow: Scene = {
  title: 'the provider takes seconds for each answer',
  start: QUIET_NOON,
  speed: 1,
  steps: [
    ALL_IS_WELL,
    {
      minute: 1,
      happens: 'The provider takes 2.5 s for each answer.',
      see: 'What is held is answered at once. What is not takes 2.5 s for each call it needs, or with ?wait=1 is a 503 still-loading with Retry-After 1, and there when asked again. Autocompletion never waits.',
      change: { provider: { latency: 2500 } },
    },
    {
      minute: 4,
      happens: 'The provider takes 6 s: longer than any call may.',
      see: 'What is not held: 503 upstream-unavailable, reason timeout, after four seconds. Once that is known one question at a time tries; the others hear provider-unavailable at once.',
      change: { provider: { latency: 6000 } },
    },
    {
      minute: 7,
      happens: 'The provider is quick again.',
      see: 'Within half a minute one call finds that out, and everything is answered.',
      change: { provider: 'usual' },
    },
  ],
};

const overBudget: Scene = {
  title: 'the calls of the day are spent before it ends',
  start: QUIET_NOON - (QUIET_NOON % DAY) + DAY - MINUTES_TO_MIDNIGHT * MINUTE,
  speed: 1,
  momentFrom: (now) => {
    const before = DAY - MINUTES_TO_MIDNIGHT * MINUTE;
    const today = now - (now % DAY) + before;
    return today + MINUTE > now ? today : today + DAY;
  },
  steps: [
    {
      minute: 0,
      happens: 'It is six minutes to midnight UTC, when the budget begins again.',
      see: 'Ask what your bot asks: each answer is held from now on.',
    },
    {
      minute: 1,
      happens: '85 % of the calls of the day are spent.',
      see: 'Questions are answered as ever. Nothing is warmed or prefetched any more: /v1/usage has the budget.',
      change: { spent: 0.85 },
    },
    {
      minute: 3,
      happens: 'All calls of the day are spent.',
      see: 'What is held is answered as ever, stale where it must be. What is not: 503 upstream-unavailable, reason over-budget, with a Retry-After that ends at midnight.',
      change: { spent: 1 },
    },
    {
      minute: MINUTES_TO_MIDNIGHT,
      happens: 'It is midnight UTC.',
      see: 'Everything is answered.',
    },
  ],
};

const outage: Scene = {
  title: 'Redis is out, and then the provider as well',
  start: QUIET_NOON,
  speed: 30,
  steps: [
    ALL_IS_WELL,
    {
      minute: 2,
      happens: 'Redis is out.',
      see: 'Everything is answered, from memory or the table: Cache-Status has no l2 hit. /v1/admin/health says which tier does not answer.',
      change: { redis: 'out' },
    },
    {
      minute: 6,
      happens: 'The provider answers every call with a 500.',
      see: 'What is held is answered. What is not: 503 upstream-unavailable, reason failed, later provider-unavailable, with Retry-After.',
      change: { provider: { fail: 'error500' } },
    },
    {
      minute: 75,
      happens: 'What was fresh for an hour is older than that.',
      see: 'It is answered all the same: Age is beyond an hour, and Cache-Status says detail=stale-if-error or stale.',
    },
    {
      minute: 80,
      happens: 'Redis is back.',
      see: 'Cache-Status has l2 hits again, once memory has let go of an entry (half an hour).',
      change: { redis: 'back' },
    },
    {
      minute: 90,
      happens: 'The provider answers again.',
      see: 'Within half a minute one call finds that out, and everything is fresh.',
      change: { provider: 'usual' },
    },
  ],
};

export const SCENES: Readonly<Record<SceneName, Scene>> = {
  blocked,
  'trade-night': tradeNight,
  'game-night': gameNight,
  slow,
  'over-budget': overBudget,
  outage,
};
