import { spawnSync } from 'node:child_process';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { LeagueId } from '../../lib/sports/model/index.ts';
import { measureCold, type Cold } from './cold.ts';
import { holdLeagues, type HeldApi } from './held.ts';
import { TYPED, type Typed } from './typed.ts';

const USAGE = `Usage: npm run bench -- autocomplete [--cold TIMES]

  Sixty beginnings of real names: who is shown first, what a question costs at 3,000 and at 12,000 names, and what the
  first one costs in a new execution environment (measured TIMES times, 3 unless it says otherwise).
`;

const PASSES = 10;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const timed = async (work: () => unknown): Promise<number> => {
  const before = cpuMs();
  await work();
  return cpuMs() - before;
};

const showRanks = async (): Promise<void> => {
  const held = await holdLeagues({ leagues: [...new Set(TYPED.map(({ league }) => league))] });
  const ranks: number[] = [];
  for (const { league, text, name } of TYPED) {
    const rank = (await held.complete(text, league)).indexOf(name) + 1;
    ranks.push(rank === 0 ? Infinity : rank);
    if (rank !== 1)
      console.log(`  ${league} "${text}": ${name} is ${rank === 0 ? 'not shown' : `number ${String(rank)}`}`);
  }
  const within = (most: number): number => ranks.filter((rank) => rank <= most).length;
  console.log(
    `${String(TYPED.length)} beginnings over ${String(held.names)} names: first ${String(within(1))}, within three ` +
      `${String(within(3))} (${((100 * within(3)) / TYPED.length).toFixed(0)} %), provider calls ${String(held.calls())}`,
  );
  await held.close();
};

/** Milliseconds of CPU of one question: the median over the passes, of the mean over what is typed. */
const costOf = async (held: HeldApi, typed: readonly Typed[], inOne: boolean): Promise<number> => {
  const passes: number[] = [];
  // The first pass makes the indexes and lets V8 compile.
  for (let pass = 0; pass <= PASSES; pass += 1) {
    const spent = await timed(async () => {
      for (const { league, text } of typed) await held.complete(text, inOne ? league : undefined);
    });
    if (pass > 0) passes.push(spent / typed.length);
  }
  return median(passes);
};

const showCosts = async (leagues: readonly LeagueId[], atLeast: number): Promise<void> => {
  const held = await holdLeagues({ leagues, atLeast });
  const parsing: number[] = [];
  for (let pass = 0; pass <= PASSES; pass += 1) {
    parsing.push(await timed(() => held.directories.map((text): unknown => JSON.parse(text))));
  }
  const parse = median(parsing.slice(1));
  const inOne = leagues.length === 1;
  const first = await timed(() => held.complete('josh a', inOne ? leagues[0] : undefined));
  const typed = TYPED.filter(({ league }) => leagues.includes(league));
  const cost = await costOf(held, typed, inOne);
  const ratio = (spent: number): string => `${spent.toFixed(2)} ms, ${(spent / parse).toFixed(2)} times`;
  console.log(
    `${String(held.names)} names in ${String(leagues.length)} league(s): JSON.parse ${parse.toFixed(2)} ms; first question ` +
      `${ratio(first)}; each later one ${ratio(cost)}; provider calls ${String(held.calls())}`,
  );
  await held.close();
};

const showCold = async (times: number): Promise<void> => {
  const bare = median(
    Array.from({ length: 5 }, () => {
      const script = 'const { user, system } = process.cpuUsage(); console.log((user + system) / 1000)';
      return Number(spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' }).stdout);
    }),
  );
  const cold = await measureCold(times);
  const told = (name: string, runs: readonly Cold[]): void => {
    const of = (key: keyof Cold): string => median(runs.map((run) => run[key])).toFixed(0);
    console.log(
      `cold, ${name}: start ${of('start')} ms, first answer ${of('first')} ms, second ${of('second')} ms of CPU`,
    );
  };
  told('autocomplete', cold.autocomplete);
  told('a player by id', cold.player);
  console.log(`(a bare Node start: ${bare.toFixed(0)} ms of CPU; load ${loadavg()[0]?.toFixed(1) ?? ''})`);
};

const { values } = parseArgs({ options: { cold: { type: 'string', default: '3' }, help: { type: 'boolean' } } });
const times = Number(values.cold);
if (values.help === true || !Number.isInteger(times) || times < 0) {
  (values.help === true ? process.stdout : process.stderr).write(USAGE);
  process.exitCode = values.help === true ? 0 : 2;
} else {
  await showRanks();
  await showCosts(['nfl'], 3_000);
  await showCosts(['nfl', 'nba', 'mlb', 'nhl'], 3_000);
  if (times > 0) await showCold(times);
}
