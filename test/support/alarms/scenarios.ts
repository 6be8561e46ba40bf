import { setImmediate as turn } from 'node:timers/promises';
import type { WatchedStack } from './watched-stack.ts';

/** What goes wrong, minute by minute, and the alarms that are to fire for it. */
export interface Scenario {
  readonly name: string;
  readonly fires: readonly string[];
  drive(watched: WatchedStack, players: Players): Promise<void>;
}

/** Players that nobody has asked about yet, one after the other. */
export interface Players {
  next(): string;
}

const TEAMS = ['KC', 'BUF', 'DAL', 'PHI', 'SF', 'DET', 'GB', 'BAL'];

export const findPlayers = async (watched: WatchedStack): Promise<Players> => {
  const ids: string[] = [];
  for (const team of TEAMS) {
    const { json } = await watched.ask(`/v1/nfl/teams/${team}/roster`);
    ids.push(...(json as { readonly players: readonly { readonly id: string }[] }).players.map(({ id }) => id));
  }
  return {
    next() {
      const id = ids.pop();
      if (id === undefined) throw new Error('Every player has been asked about');
      return id;
    },
  };
};

export const statsOf = (id: string): string => `/v1/nfl/players/${id}/stats`;

export const passMinutes = async (
  watched: WatchedStack,
  count: number,
  each: (minute: number) => Promise<void>,
): Promise<void> => {
  for (let minute = 0; minute < count; minute += 1) {
    await each(minute);
    watched.passMinute();
  }
  // Every environment hands on what it has counted.
  for (const environment of [1, 2]) await watched.ask('/v1/nfl/teams', { environment });
  watched.passMinute();
};

const askMany = async (watched: WatchedStack, paths: readonly string[]): Promise<void> => {
  for (const [index, path] of paths.entries()) await watched.ask(path, { environment: (index % 2) + 1 });
};

/** Bots ask, somebody mistypes, one load fails, one environment crashes, one read of the table is refused. */
export const HEALTHY: Scenario = {
  name: 'an ordinary quarter of an hour',
  fires: [],
  async drive(watched, players) {
    const known = [players.next(), players.next()];
    await passMinutes(watched, 16, async (minute) => {
      const usual = [...known, ...known].map(statsOf);
      await askMany(watched, [...usual, statsOf(players.next()), '/v1/nfl/teams/nowhere', '/v1/nfl/teams?nonsense=1']);
      if (minute === 5) {
        watched.stack.upstream?.configure({ fail: 'error500' });
        await watched.ask(statsOf(players.next()));
        watched.stack.upstream?.configure({ fail: 'none' });
      }
      if (minute === 8) await crash(watched, players);
      if (minute === 11) {
        watched.table.set('throttled', 0.3);
        await watched.ask(statsOf(players.next()));
        watched.table.set('none');
      }
      if (minute === 0) await watched.runDue();
    });
  },
};

export const BLOCKED: Scenario = {
  name: 'the provider refuses us',
  fires: ['ServerErrors', 'UpstreamFailing'],
  async drive(watched, players) {
    watched.stack.upstream?.configure({ fail: 'html403' });
    await passMinutes(watched, 11, () =>
      askMany(
        watched,
        Array.from({ length: 5 }, () => statsOf(players.next())),
      ),
    );
    watched.stack.upstream?.configure({ fail: 'none' });
  },
};

export const SLOW: Scenario = {
  name: 'the provider takes longer than three seconds',
  fires: ['Slow'],
  async drive(watched, players) {
    watched.stack.upstream?.configure({ latency: 3100 });
    await passMinutes(watched, 16, (minute) =>
      minute % 5 === 1 ? askMany(watched, [statsOf(players.next())]) : askMany(watched, ['/v1/nfl/teams']),
    );
    watched.stack.upstream?.configure({ latency: 0 });
  },
};

export const CRASHES: Scenario = {
  name: 'the api function crashes three times',
  fires: ['ApiFailing'],
  async drive(watched, players) {
    await passMinutes(watched, 3, () => crash(watched, players));
  },
};

export const TABLE_THROTTLED: Scenario = {
  name: 'the table refuses every request',
  fires: ['TableThrottled'],
  async drive(watched, players) {
    watched.table.set('throttled');
    await passMinutes(watched, 11, (minute) =>
      minute % 5 === 2 ? askMany(watched, [statsOf(players.next()), statsOf(players.next())]) : Promise.resolve(),
    );
    watched.table.set('none');
  },
};

export const BUDGET_SPENT: Scenario = {
  name: 'four fifths of the day’s calls are spent',
  fires: ['BudgetNearlySpent'],
  async drive(watched, players) {
    await passMinutes(watched, 3, () =>
      askMany(
        watched,
        Array.from({ length: 20 }, () => statsOf(players.next())),
      ),
    );
  },
};

export const STORES_OUT: Scenario = {
  name: 'neither Redis nor the table answers scheduled runs',
  fires: ['ScheduledFailing'],
  async drive(watched) {
    for (const store of [watched.redis, watched.table]) store.set('refused');
    // Purge is due every ten minutes. Warm does what it can, and does not fail.
    for (let run = 0; run < 3; run += 1) {
      await watched.runDue();
      for (let minute = 0; minute < 10; minute += 1) watched.passMinute();
    }
    for (const store of [watched.redis, watched.table]) store.set('none');
  },
};

/** Ends the environment of a question that is under way. */
const crash = async (watched: WatchedStack, players: Players): Promise<void> => {
  const { api, upstream } = watched.stack;
  upstream?.configure({ latency: 5000 });
  const asked = watched.ask(statsOf(players.next()), { environment: 1 });
  const isBusy = (): boolean => api.environments().some(({ number, state }) => number === 1 && state === 'busy');
  while (!isBusy()) await turn();
  await api.kill(1);
  await asked;
  upstream?.configure({ latency: 0 });
};
