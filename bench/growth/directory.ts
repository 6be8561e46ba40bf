import { ROUTE } from '../../lib/http/route-keys.ts';
import type { PlayerId } from '../../lib/sports/model/index.ts';
import { decodeDirectory } from '../../lib/sports/names/index.ts';
import { createNameIndex } from '../../lib/sports/names/name-index.ts';
import { createPrefixIndex } from '../../lib/sports/names/prefix-index.ts';
import type { AthleteRecord, Upstream } from '../../lib/sports/upstream/index.ts';
import type { ApiEvent } from '../../functions/api/request/event.ts';
import { nameAt } from '../../simulators/espn/names.ts';
import { createTestApi, type TestApi } from '../../test/support/api.ts';
import { createFakeClock } from '../../test/support/fake-clock.ts';
import { createGeneratedLeague } from '../../test/support/generated-league.ts';
import { bytesKept } from '../../test/support/heap.ts';
import { createMemorySharedTier } from '../../test/support/memory-shared-tier.ts';
import { cpuOf, curveTable } from './curve.ts';
import { encodeDirectory } from '../../lib/sports/names/index.ts';

const isQuick = process.argv.includes('--quick');
const PLAYERS = isQuick ? [2500, 5000, 10_000] : [2500, 5000, 10_000, 20_000];
const ROUNDS = isQuick ? 3 : 7;

const nameOf = (list: string, place: number): string => {
  const { firstName, lastName } = nameAt(list, place);
  return `${firstName} ${lastName}`;
};

/** People whom nobody knows, on no team, beside those of the generated league. */
const madeUp = (count: number): readonly AthleteRecord[] =>
  Array.from({ length: count }, (_, place) => {
    const id = `8${String(place).padStart(6, '0')}` as PlayerId;
    return { id, name: nameOf('growth', place), teamId: null, position: 'WR', jersey: null, status: 'active' };
  });

/** The generated league, whose players have names as people have them. */
const worldOf = (players: number) => {
  const clock = createFakeClock();
  const league = createGeneratedLeague({ isCareerTold: true });
  const named = <A extends AthleteRecord>(athlete: A): A => ({
    ...athlete,
    name: nameOf('rosters', Number(athlete.id)),
  });
  const athletes = [...league.athletes.map(named), ...madeUp(players - league.athletes.length)];
  const upstream: Upstream = {
    ...league,
    everyPlayer: () => Promise.resolve({ athletes }),
    async roster(...asked) {
      const roster = await league.roster(...asked);
      return roster && { ...roster, athletes: roster.athletes.map(named) };
    },
  };
  const shared = [createMemorySharedTier('l2', { clock })];
  const start = (): TestApi => createTestApi({ upstream, clock, shared, maxBytes: 64_000_000 });
  return { athletes, start };
};

const search = (name: string): ApiEvent => asked(ROUTE.search, { name });
const complete = (q: string): ApiEvent => asked(ROUTE.autocomplete, { q });
const asked = (routeKey: string, query: Record<string, string>): ApiEvent => ({
  routeKey,
  headers: {},
  pathParameters: { league: 'nfl' },
  queryStringParameters: query,
  isBase64Encoded: false,
});

const ask = async (api: TestApi, event: ApiEvent): Promise<void> => {
  const { statusCode, body } = await api.unchecked(event);
  if (statusCode !== 200 && statusCode !== 404) throw new Error(body);
};

const SOMEBODY = nameOf('rosters', 10_000);
const [GIVEN_NAME = '', SURNAME = ''] = SOMEBODY.toLowerCase().split(' ');
/** The second and the third letter in the wrong order. */
const slipped = (text: string): string => text.charAt(0) + text.charAt(2) + text.charAt(1) + text.slice(3);

const QUESTIONS: Readonly<Record<string, ApiEvent>> = {
  'a name': search(SOMEBODY),
  'a surname': search(SURNAME),
  'a name with slips, so suggestions': search(`${slipped(GIVEN_NAME)} ${slipped(SURNAME)}`),
  'typed: two letters': complete(GIVEN_NAME.slice(0, 2)),
  'typed: most of a name': complete(SOMEBODY.slice(0, -2)),
  'typed: a slip': complete(slipped(SURNAME)),
  'typed: nobody': complete('qxzzyywv'),
};

const showSizes = async (): Promise<void> => {
  const texts = PLAYERS.map((players) => {
    const all = worldOf(players).athletes.map((athlete) => ({
      ...athlete,
      otherNames: [],
      from: 'everyPlayer' as const,
    }));
    return JSON.stringify(encodeDirectory({ league: 'nfl', players: all }));
  });
  const kept = { decoded: [] as number[], names: [] as number[], prefixes: [] as number[] };
  for (const text of texts) {
    const read = () => decodeDirectory(JSON.parse(text), 'nfl');
    const { made, bytes } = await bytesKept(read);
    kept.decoded.push(bytes / text.length);
    kept.names.push((await bytesKept(() => createNameIndex(made.players))).bytes / text.length);
    kept.prefixes.push((await bytesKept(() => createPrefixIndex(made.players, () => []))).bytes / text.length);
  }
  console.log(
    'Bytes that are kept, for each character of the text (memory counts 9 for what is decoded with its index of names):',
  );
  console.table(
    curveTable('players', PLAYERS, {
      characters: texts.map(({ length }) => length),
      decoded: kept.decoded,
      'index of names': kept.names,
      'index of beginnings': kept.prefixes,
    }),
  );
};

const showCosts = async (): Promise<void> => {
  const apis: TestApi[] = [];
  const first: (() => Promise<void>)[] = [];
  for (const players of PLAYERS) {
    const { start } = worldOf(players);
    const api = start();
    for (const event of Object.values(QUESTIONS)) await ask(api, event);
    apis.push(api);
    first.push(() => ask(start(), search(SOMEBODY)));
  }
  const costs: Record<string, readonly number[]> = {
    'the first of an environment': await cpuOf(first, { rounds: ROUNDS, calls: 2 }),
  };
  for (const [name, event] of Object.entries(QUESTIONS)) {
    const subjects = apis.map((api) => () => ask(api, event));
    costs[name] = await cpuOf(subjects, { rounds: ROUNDS, calls: 20 });
  }
  console.log('Microseconds of CPU, of a question by name, and while a name is typed:');
  console.table(curveTable('players', PLAYERS, costs));
};

await showSizes();
await showCosts();
