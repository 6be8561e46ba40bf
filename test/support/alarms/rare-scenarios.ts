import { passMinutes, statsOf, type Players, type Scenario } from './scenarios.ts';
import type { WatchedStack } from './watched-stack.ts';

export const REDIS_LIMIT: Scenario = {
  name: 'the plan of Redis is spent',
  fires: ['RedisLimitReached'],
  async drive(watched, players) {
    const known = [players.next(), players.next()].map(statsOf);
    for (const path of known) await watched.ask(path, { environment: 1 });
    watched.redisRest.setLimitReached('day');
    await passMinutes(watched, 11, async () => {
      for (const environment of [1, 2]) for (const path of known) await watched.ask(path, { environment });
    });
    watched.redisRest.setLimitReached(undefined);
  },
};

const askForOne = async (watched: WatchedStack, players: Players): Promise<void> => {
  await watched.ask(`/v1/nfl/players/${players.next()}`, { environment: 1 });
};

export const PROVIDER_CHANGED: Scenario = {
  name: 'documents of a kind cannot be read any more',
  fires: ['ProviderChanged'],
  async drive(watched, players) {
    // Only what nearly all had can be gone.
    await passMinutes(watched, 60, () => askForOne(watched, players));
    watched.stack.upstream?.configure({ fields: [{ endpoint: 'athlete', path: 'id', change: 'retype' }] });
    await passMinutes(watched, 180, async (minute) => {
      if (minute % 10 === 0) await askForOne(watched, players);
    });
    watched.stack.upstream?.configure({ fields: [] });
  },
};
