import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle, ENTRY_FILE } from '../../infra/build/bundle.ts';
import { createStackClock } from '../../infra/local/clock/stack-clock.ts';
import { startStack, type Bundles, type Stack } from '../../infra/local/stack/stack.ts';
import { ENV } from '../../lib/config.ts';
import { sha256Of } from '../../lib/http/api-keys.ts';
import { leagueOf } from '../../lib/sports/leagues.ts';
import type { LeagueId } from '../../lib/sports/model/index.ts';
import { createStepper } from '../scenarios/stepper.ts';
import { tableOf } from '../scenarios/table.ts';
import { createSampler, type Sample } from './memory/sample.ts';
import { createTraffic, type KnownPlayer } from './memory/traffic.ts';

const START = Date.UTC(2026, 10, 4, 18);
const MINUTE = 60_000;
const MINUTES = 60;
const SAMPLE_EVERY = 5;
const ENVIRONMENTS = 2;
const LEAGUES: readonly LeagueId[] = ['nfl'];
const KEYS = { read: 'a-key-for-reading', admin: 'a-key-for-operators' };

const MEGABYTE = 1024 * 1024;
/** The last quarter of the hour may add this share, or this many bytes, whichever is more. */
const PLATEAU = { share: 0.02, bytes: MEGABYTE };
// Megabytes, as deployed.
const MEMORY_SIZES = { api: 512, refresh: 512, purge: 512, warm: 1024 };
// What a function remembers is a share of its memory: of this much, api's and refresh's are full within the hour.
const ATTACKED_MEMORY_SIZE = 48;
// An environment that is replaced has no curve.
const TIME_LIMIT_MS = 120_000;

/** An hour of traffic that fills everything that may be remembered, on a clock that is stepped. */
export const attackMemory = async (bundles: Bundles, print: (text: string) => void): Promise<boolean> => {
  const folder = await mkdtemp(join(tmpdir(), 'statline-memory-'));
  const sampler = createSampler();
  const clock = createStackClock({ start: START });
  let stack: Stack | undefined;
  try {
    await bundle({ entry: join(import.meta.dirname, 'memory', 'bootstrap.ts'), outdir: folder });
    stack = await startStack({
      bundles: { ...bundles, bootstrap: join(folder, ENTRY_FILE) },
      environments: ENVIRONMENTS,
      memorySize: ATTACKED_MEMORY_SIZE,
      timeout: TIME_LIMIT_MS,
      clock,
      refreshing: 'stepped',
      dailyBudget: 9_000_000,
      variables: {
        LEAGUES: LEAGUES.join(),
        [ENV.minuteBudget]: '99999',
        [ENV.apiKeyHashes]: `read:${sha256Of(KEYS.read)},admin:${sha256Of(KEYS.admin)}`,
        // Two cores are shared with the stack: a slow answer is no fault here.
        [ENV.redisTimeout]: '5000',
        [ENV.tableTimeout]: '5000',
      },
      log: sampler.line,
    });
    const curve = await curveOf(stack, { clock, sampler, print });
    const replaced = sampler.replaced();
    if (replaced.length > 0) print(`SHORT: replaced within the hour: ${replaced.join(', ')}\n`);
    return verdictOf(curve, print) && replaced.length === 0;
  } finally {
    await stack?.close();
    await rm(folder, { recursive: true, force: true });
  }
};

type Curve = readonly ReadonlyMap<string, Sample>[];

interface Hour {
  readonly clock: ReturnType<typeof createStackClock>;
  readonly sampler: ReturnType<typeof createSampler>;
  readonly print: (text: string) => void;
}

const curveOf = async (stack: Stack, { clock, sampler, print }: Hour): Promise<Curve> => {
  const { upstream, url } = stack;
  if (upstream === undefined) throw new Error('The stack has no simulated provider');
  const stepper = createStepper({ stack, clock });
  const players = await everyPlayer(upstream.url);
  const traffic = createTraffic({ url, upstream, environments: ENVIRONMENTS, keys: KEYS, players });
  const curve: ReadonlyMap<string, Sample>[] = [];
  print(`${players.length} players; heap with buffers after a collection / resident, in megabytes\n`);
  for (let minute = 1; minute <= MINUTES; minute += 1) {
    await stepper.to(START + (minute - 1) * MINUTE);
    await traffic.minute(minute);
    await stack.workOffQueue();
    if (minute % SAMPLE_EVERY !== 0) continue;
    const samples = await sampler.all();
    const cells = [...samples].map(
      ([name, { heap, buffers, rss }]) => `${name} ${figure(heap + buffers)} / ${figure(rss)}`,
    );
    print(`  minute ${String(minute).padStart(2)}  ${cells.join('   ')}\n`);
    curve.push(samples);
  }
  const statuses = [...traffic.statuses()].sort().map(([status, count]) => `${status} x ${count}`);
  print(`answers: ${statuses.join(', ')}; provider calls ${upstream.calls().total}\n`);
  return curve;
};

const figure = (bytes: number): string => (bytes / MEGABYTE).toFixed(1);

/** Of the provider, past Statline. */
const everyPlayer = async (url: string): Promise<readonly KnownPlayer[]> => {
  const players: KnownPlayer[] = [];
  for (const league of LEAGUES) {
    const { sport, slug } = leagueOf(league);
    const response = await fetch(`${url}/v2/sports/${sport}/${slug}/athletes?limit=7000`, {
      headers: { 'user-agent': 'curl/8.0' },
      signal: AbortSignal.timeout(MINUTE),
    });
    const { athletes } = (await response.json()) as { readonly athletes: readonly Athlete[] };
    players.push(...athletes.map(({ id, fullName: name }) => ({ league, id, name })));
  }
  return players;
};

interface Athlete {
  readonly id: string;
  readonly fullName: string;
}

const verdictOf = (curve: Curve, print: (text: string) => void): boolean => {
  const last = curve.at(-1) ?? new Map<string, Sample>();
  const before = curve.at(-1 - MINUTES / 4 / SAMPLE_EVERY) ?? last;
  const rows = [...last].map(([name, sample]) => {
    const [heap, earlier] = [kept(sample), kept(before.get(name) ?? sample)];
    const growth = heap - earlier;
    const resident = Math.max(...curve.map((samples) => samples.get(name)?.rss ?? 0));
    const allowed = (new Map(Object.entries(MEMORY_SIZES)).get(name.split(' ', 1)[0] ?? '') ?? 0) * MEGABYTE;
    const isFlat = growth <= Math.max(PLATEAU.bytes, PLATEAU.share * earlier);
    return { name, heap, growth, resident, allowed, isMet: isFlat && resident <= allowed };
  });
  print(
    tableOf(
      ['environment', 'heap', 'last quarter', 'most resident', 'of', ''],
      rows.map(({ name, heap, growth, resident, allowed, isMet }) => [
        name,
        figure(heap),
        `${growth > 0 ? '+' : ''}${figure(growth)}`,
        figure(resident),
        figure(allowed),
        isMet ? 'met' : 'SHORT',
      ]),
    ),
  );
  return rows.length > 0 && rows.every(({ isMet }) => isMet);
};

const kept = ({ heap, buffers }: Sample): number => heap + buffers;
