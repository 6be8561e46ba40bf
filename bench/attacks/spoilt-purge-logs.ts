import type { Bundles } from '../../infra/local/stack/stack.ts';
import { TABLE_NAME } from '../../infra/local/stack/variables.ts';
import { ENV } from '../../lib/config.ts';
import { createDynamoDbClient } from '../../lib/tiers/dynamodb/client.ts';
import type { Item } from '../../lib/tiers/dynamodb/calls.ts';
import { ask, type Seen } from '../../test/support/ask.ts';
import { GENEROUS_LIMITS } from '../../test/support/generous-limits.ts';
import { callRedis } from '../../test/support/redis-rest-call.ts';
import { startStackWithFaults, type StackWithFaults } from '../../test/support/stack-with-faults.ts';

const ENVIRONMENTS = 2;
const QUESTIONS = 6;
const ROSTER = '/v1/nfl/teams/KC/roster';
const MAHOMES = '3139477';
const KEY = 'statline:simulated-1:purges:nfl';
const VERSION = { N: '1' };

type Spoil = (world: World) => Promise<unknown>;

interface World {
  readonly redis: (...command: (string | number)[]) => Promise<unknown>;
  readonly table: (attributes: Item) => Promise<unknown>;
}

const inRedis: Readonly<Record<string, Spoil>> = {
  'Redis: a set': async ({ redis }) => {
    await redis('DEL', KEY);
    return redis('SADD', KEY, 'foo');
  },
  'Redis: foo': ({ redis }) => redis('SET', KEY, 'foo'),
  'Redis: an old log, cut': ({ redis }) => redis('SET', KEY, '#1\nteam:12 01K4\ndirec'),
  'Redis: another version': ({ redis }) => redis('SET', KEY, '#9\n{}\n'),
};

const inTable: Readonly<Record<string, Spoil>> = {
  'table: stamps are numbers': ({ table }) => table({ v: VERSION, 's:team:12': { N: '1' } }),
  'table: another item': ({ table }) => table({ h: { S: 'foo' } }),
  'table: another version': ({ table }) => table({ v: { N: '9' } }),
};

const CASES: Readonly<Record<string, Spoil>> = {
  ...inRedis,
  ...inTable,
  both: async (world) => {
    await inRedis['Redis: a set']?.(world);
    await inTable['table: another item']?.(world);
  },
};

/** Writes something else over the purge logs, and asks on until new environments are answered by Redis again. */
export const attackPurgeLogs = async (bundles: Bundles, print: (text: string) => void): Promise<boolean> => {
  const faulty = await startStackWithFaults({
    bundles,
    environments: ENVIRONMENTS,
    variables: { ...GENEROUS_LIMITS, [ENV.leagues]: 'nfl' },
  });
  const { stack, redis, table } = faulty;
  const config = { endpoint: table.url, region: 'us-east-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } };
  const client = createDynamoDbClient({ config, requestTimeout: 5000 });
  const world: World = {
    redis: (...command) => callRedis({ url: redis.url, token: 'local' }, command),
    table: (attributes) => client.put({ TableName: TABLE_NAME, Item: { pk: { S: KEY }, ...attributes } }),
  };
  let met = true;
  let isHere = true;
  try {
    print(`${'purge log'.padEnd(28)}${['old', 'failed', 'l2 again at'].map((name) => name.padStart(14)).join('')}\n`);
    for (const [name, spoil] of Object.entries(CASES)) {
      await askAfresh(faulty);
      isHere = !isHere;
      stack.upstream?.trade({ league: 'nfl', athleteId: MAHOMES, to: isHere ? 'KC' : 'BUF' });
      await ask(`${stack.url}/v1/admin/purge`, { body: { league: 'nfl', scope: 'team:12' } });
      if ((await world.redis('EXISTS', KEY)) !== 1) throw new Error(`No purge log at ${KEY}`);
      await spoil(world);
      let old = 0;
      let failed = 0;
      let again = 0;
      for (let question = 1; question <= QUESTIONS; question += 1) {
        const seen = await askAfresh(faulty);
        if (seen.status !== 200) failed += 1;
        else if (isOnRoster(seen) !== isHere) old += 1;
        if (again === 0 && seen.from?.startsWith('l2; hit') === true) again = question;
      }
      const isMet = old === 0 && failed === 0 && again > 0;
      met &&= isMet;
      const cells = [old, failed, again === 0 ? 'never' : `question ${again}`];
      print(
        `${name.padEnd(28)}${cells.map((cell) => String(cell).padStart(14)).join('')}  ${isMet ? 'met' : 'SHORT'}\n`,
      );
    }
    return met;
  } finally {
    await faulty.close();
  }
};

/** As a new environment answers: it has nothing in its memory. */
const askAfresh = async ({ stack }: StackWithFaults): Promise<Seen> => {
  await stack.api.kill(1);
  return ask(stack.url + ROSTER, { environment: 1 });
};

const isOnRoster = ({ json }: Seen): boolean =>
  (json as { readonly players: readonly { readonly id: string }[] }).players.some(({ id }) => id === MAHOMES);
