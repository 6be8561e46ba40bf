import { createHistogram } from 'node:perf_hooks';
import type { Environment } from '../../infra/local/runtime/environment.ts';
import { ENV } from '../../lib/config.ts';
import { ROUTE } from '../../lib/http/route-keys.ts';
import { randomFrom, weighted, zipfWeights, type Random } from '../scenarios/random.ts';
import { warmLeague, type Event, type League } from '../warm-league.ts';
import { rounded } from './curve.ts';
import { ask, eventOf, playersOf } from './events.ts';
import { openLoop } from './open-loop.ts';

const isQuick = process.argv.includes('--quick');
const ENVIRONMENTS = isQuick ? [1, 2] : [1, 2, 4, 8];
const SHARES = isQuick ? [0.5] : [0.25, 0.5, 0.75, 0.95];
const MILLISECONDS = isQuick ? 1500 : 2500;
const PLAYERS = 200;
const HITS = 500;

const GENEROUS = {
  [ENV.dailyBudget]: '1000000',
  [ENV.minuteBudget]: '100000',
  POWERTOOLS_LOG_LEVEL: 'CRITICAL',
};

/** Players as popular as 1/rank; most want a line, some a career, a search, or a roster. */
const questionsOf = (players: readonly string[], random: Random): (() => Event) => {
  const somebody = weighted(players, zipfWeights(players.length), random);
  const kind = weighted(['line', 'career', 'player', 'search', 'roster'] as const, [65, 15, 10, 5, 5], random);
  return () => {
    const player = somebody();
    switch (kind()) {
      case 'line':
        return eventOf(ROUTE.stats, { player }, { season: '2025' });
      case 'career':
        return eventOf(ROUTE.stats, { player });
      case 'player':
        return eventOf(ROUTE.player, { player });
      case 'search':
        return eventOf(ROUTE.search, {}, { name: 'Patrick Mahomes' });
      case 'roster':
        return eventOf(ROUTE.roster, { team: String(1 + (Number(player) % 30)) });
    }
  };
};

/** Microseconds in which one environment answers one question again and again from memory, the way to it included. */
const hitTime = async (environment: Environment, [player = '']: readonly string[]): Promise<number> => {
  const times = createHistogram();
  for (let at = 0; at < HITS; at += 1) {
    const began = performance.now();
    await ask(environment, eventOf(ROUTE.stats, { player }, { season: '2025' }));
    if (at > HITS / 2) times.record(Math.max(1, Math.round((performance.now() - began) * 1000)));
  }
  return times.percentile(50);
};

/** Answers a second with every environment always busy: the most there is. */
const saturation = async (environments: readonly Environment[], next: () => Event): Promise<number> => {
  const until = performance.now() + MILLISECONDS;
  let answers = 0;
  const busy = async (environment: Environment): Promise<void> => {
    while (performance.now() < until) {
      await ask(environment, next());
      answers += 1;
    }
  };
  await Promise.all(environments.map(busy));
  return (answers * 1000) / MILLISECONDS;
};

type Row = Readonly<Record<string, number | string>>;

const measure = async (league: League, count: number, players: readonly string[]): Promise<readonly Row[]> => {
  const { redis, espn } = league;
  const random = randomFrom(count);
  const next = questionsOf(players, random);
  const environments: Environment[] = [];
  try {
    // One after the other: on two cores eight at once would take as long as Lambda lets one of them.
    while (environments.length < count) environments.push(await league.start('api', { variables: GENEROUS }));
    const [first] = environments;
    const hit = first === undefined ? Number.NaN : await hitTime(first, players);
    // What is asked for first is found in Redis, and compiled, before anything is measured.
    await saturation(environments, next);
    const most = await saturation(environments, next);
    const rows: Row[] = [];
    for (const share of SHARES) {
      const before = { commands: redis.commands(), calls: espn.calls().total };
      let fromMemory = 0;
      const { latency, lag, waited, asked } = await openLoop({
        workers: environments,
        rate: most * share,
        milliseconds: MILLISECONDS,
        random,
        async ask(environment) {
          const { headers } = await ask(environment, next());
          if (headers['cache-status']?.split(',').every((each) => each.trim().startsWith('l1; hit')) ?? false)
            fromMemory += 1;
        },
      });
      const times = (percent: number): number => rounded(latency.percentile(percent) / hit);
      rows.push({
        environments: count,
        rate: `${share} of the most`,
        p50: times(50),
        p90: times(90),
        p99: times(99),
        'p99.9': times(99.9),
        max: rounded(latency.max / hit),
        'all were busy': rounded(waited / asked),
        'generator late, p99': rounded(lag.percentile(99) / hit),
        'from memory': rounded(fromMemory / asked),
        'Redis commands each': rounded((redis.commands() - before.commands) / asked),
        'provider calls': espn.calls().total - before.calls,
        'a hit, µs': hit,
        'asked a second': rounded(most * share),
      });
    }
    return rows;
  } finally {
    await Promise.all(environments.map((environment) => environment.stop()));
  }
};

// While nobody plays: what follows a game is fresh for a minute.
const offset = Date.parse('2026-12-02T15:00Z') - Date.now();
const league = await warmLeague({ leagues: 'nfl', offset });
try {
  const environment = await league.start('api', { variables: GENEROUS });
  const players = (await playersOf(environment)).filter((_, index) => index % 4 === 0).slice(0, PLAYERS);
  // The provider is asked once for each, before anything is measured.
  for (const player of players) await ask(environment, eventOf(ROUTE.stats, { player }));
  await environment.stop();
  const rows: Row[] = [];
  for (const count of ENVIRONMENTS) rows.push(...(await measure(league, count, players)));
  console.log(
    'Latency from the moment a question was due, times one hit of one environment that nobody else asks. The generator,\n' +
      'Redis, the table and the runtime interface are one process: where it is late, so is the answer, and it shows.',
  );
  console.table(rows);
  const mostOf = (count: number): number => {
    const row = rows.find(({ environments }) => environments === count);
    return Number(row?.['asked a second'] ?? 0) / (SHARES[0] ?? 1);
  };
  console.log('The most that they answer, times what one does (two cores are busy with two and their generator):');
  console.table(
    ENVIRONMENTS.map((count) => ({
      environments: count,
      'times one': rounded(mostOf(count) / mostOf(ENVIRONMENTS[0] ?? 1)),
      'answers a second': rounded(mostOf(count)),
    })),
  );
} finally {
  await league.close();
}
