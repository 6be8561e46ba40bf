// What predicting the next question gains and costs, over a generated day of questions: `node bench/engine/prediction.ts`.
// The numbers are the trace's as much as the prediction's: a share of follow-ups is assumed, not measured.
import { minutes, seconds } from '../../lib/cache/index.ts';
import { createPrefetch } from '../../lib/sports/prediction/prefetch.ts';
import type { PredictMessage } from '../../lib/sports/prediction/predictor.ts';
import { isSameGroup } from '../../lib/sports/prediction/position-groups.ts';
import { leadFrom, leadsOn } from '../../lib/sports/lookup/leads-on.ts';
import { createPredictor } from '../../lib/sports/prediction/predictor.ts';
import { currentReason, runWithReason } from '../../lib/ledgers/load-reason.ts';
import type { AthleteRecord } from '../../lib/sports/upstream/index.ts';
import { createDomain } from '../../test/support/domain.ts';
import { createFakeClock } from '../../test/support/fake-clock.ts';
import { createGeneratedLeague, type GeneratedLeagueOptions } from '../../test/support/generated-league.ts';
import { createMemorySharedTier } from '../../test/support/memory-shared-tier.ts';

interface Question {
  readonly player: AthleteRecord;
  readonly season: number;
}

/** How likely each kind of follow-up is; what is left ends the conversation. */
interface Habits {
  readonly mate: number;
  readonly rival: number;
  readonly earlier: number;
  readonly anybody: number;
}

const QUESTIONS = 3000;
const SEASON = 2025;
// The most popular, in a league of 1,696.
const KNOWN_AS_POPULAR = 100;
const ENVIRONMENTS = 4;

const HABITS: Readonly<Record<string, Habits>> = {
  'mostly follow-ups': { mate: 0.25, rival: 0.35, earlier: 0.1, anybody: 0.1 },
  'some follow-ups': { mate: 0.15, rival: 0.2, earlier: 0.05, anybody: 0.1 },
  'hardly any': { mate: 0.03, rival: 0.05, earlier: 0.02, anybody: 0.1 },
};

const LEAGUES: Readonly<Record<string, GeneratedLeagueOptions>> = {
  'careers and a table': { isCareerTold: true, isTabled: true },
  careers: { isCareerTold: true },
  seasons: { isCareerTold: false },
};

/** Park and Miller's generator: the same day on every machine. */
const seeded = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
};

/** Everybody, the most popular first: who that is has nothing to do with teams. */
const byPopularity = (athletes: readonly AthleteRecord[]): readonly AthleteRecord[] => {
  const random = seeded(11);
  return athletes
    .map((athlete) => ({ athlete, draw: random() }))
    .sort((a, b) => a.draw - b.draw)
    .map(({ athlete }) => athlete);
};

const conversations = (ranked: readonly AthleteRecord[], habits: Habits): readonly Question[] => {
  const random = seeded(7);
  // Popularity falls as 1/rank.
  const drawn = <T>(from: readonly T[]): T | undefined =>
    from[Math.min(from.length - 1, Math.floor(Math.exp(random() * Math.log(from.length + 1))) - 1)];
  const next = ({ player, season }: Question): Question | undefined => {
    const draw = random();
    const peers = ranked.filter((each) => each !== player && isSameGroup('nfl', each.position, player.position));
    const { mate, rival, earlier, anybody } = habits;
    const asked = (found: AthleteRecord | undefined): Question | undefined => found && { player: found, season };
    if (draw < mate) return asked(drawn(peers.filter(({ teamId }) => teamId === player.teamId)));
    if (draw < mate + rival) return asked(drawn(peers));
    if (draw < mate + rival + earlier) return { player, season: season - 1 };
    return draw < mate + rival + earlier + anybody ? asked(drawn(ranked)) : undefined;
  };
  const questions: Question[] = [];
  while (questions.length < QUESTIONS) {
    const opener = drawn(ranked);
    for (let asked = opener && { player: opener, season: SEASON }; asked !== undefined;) {
      questions.push(asked);
      const follower = next(asked);
      asked = follower !== undefined && follower.season > SEASON - 4 ? follower : undefined;
    }
  }
  return questions.slice(0, QUESTIONS);
};

interface Day {
  readonly hits: number;
  readonly calls: number;
}

const live = async (
  trace: readonly Question[],
  league: GeneratedLeagueOptions,
  isPredicting: boolean,
): Promise<Day> => {
  const clock = createFakeClock();
  const upstream = createGeneratedLeague(league);
  const shared = [createMemorySharedTier('l2', { clock, durable: true })];
  const loadReason = (): string | undefined => (currentReason() === 'ask' ? undefined : currentReason());
  const environment = () => createDomain({ upstream, clock, shared, loadReason });
  const environments = Array.from({ length: ENVIRONMENTS }, environment);
  const [refresher] = [environment()];
  const popular = byPopularity(upstream.athletes)
    .slice(0, KNOWN_AS_POPULAR)
    .map(({ id }, rank) => ({ id, score: 1 / (rank + 1), asked: 1 / (rank + 1) }));
  const prefetch = createPrefetch({
    cache: refresher.cache,
    resources: refresher.resources,
    upstream,
    popularity: { top: () => Promise.resolve(popular) },
    currentSeason: () => Promise.resolve(SEASON),
    clock,
  });
  const queue: PredictMessage[] = [];
  const predictors = environments.map(({ cache }) => {
    const work: Promise<unknown>[] = [];
    const predictor = createPredictor({
      cache,
      send(messages) {
        queue.push(...messages);
        return Promise.resolve();
      },
      clock,
      defer: (each) => work.push(each),
      onFailure(error) {
        throw error;
      },
    });
    return { predictor, settled: () => Promise.all(work.splice(0)) };
  });
  // As the warmer leaves it: the directory, the day's games, the table and the popular players' lines are held.
  const warm = async (): Promise<void> => {
    const { cache, resources, drain } = refresher;
    await cache.read(resources.live('nfl'));
    await cache.read(resources.directory('nfl'));
    if (league.isTabled === true) {
      for (const page of [1, 2]) {
        await cache.read(resources.seasonTable({ league: 'nfl', season: SEASON, type: 'regular', group: 'all', page }));
      }
    }
    for (const { id } of popular.slice(0, 30)) {
      await cache.read(resources.statLine({ league: 'nfl', id, type: 'regular' }, SEASON));
    }
    await drain();
  };
  await runWithReason('warm', warm);
  upstream.calls();

  let hits = 0;
  for (const [index, { player, season }] of trace.entries()) {
    if (index % 90 === 0) await runWithReason('warm', warm);
    const asked = environments[index % ENVIRONMENTS];
    const predictor = predictors[index % ENVIRONMENTS];
    if (asked === undefined || predictor === undefined) continue;
    const query = asked.resources.statLine({ league: 'nfl', id: player.id, type: 'regular' }, season);
    const answer = await asked.cache.read(query);
    if (answer.kind === 'value' && answer.served.by === 'tier') hits += 1;
    await asked.drain();
    if (isPredicting && answer.kind === 'value' && leadsOn(answer)) {
      predictor.predictor.recordQuestion('nfl', { ...leadFrom(player.id, answer), season });
      await predictor.settled();
      clock.advance(seconds(2));
      for (const message of queue.splice(0)) await runWithReason('predict', () => prefetch(message, () => true));
      await refresher.drain();
    } else {
      clock.advance(seconds(2));
    }
    clock.advance(minutes(1) / 3 - seconds(2));
  }
  return { hits, calls: upstream.calls() };
};

const percent = (part: number): string => `${((100 * part) / QUESTIONS).toFixed(1)} %`;

const rows: Record<string, Record<string, string | number>> = {};
for (const [name, habits] of Object.entries(HABITS)) {
  for (const [told, league] of Object.entries(LEAGUES)) {
    const trace = conversations(byPopularity(createGeneratedLeague(league).athletes), habits);
    const without = await live(trace, league, false);
    const withIt = await live(trace, league, true);
    rows[`${name}, ${told}`] = {
      'hits without': percent(without.hits),
      'hits with': percent(withIt.hits),
      'calls without': without.calls,
      'calls with': withIt.calls,
      'calls per hit gained': Number(((withIt.calls - without.calls) / (withIt.hits - without.hits)).toFixed(1)) + 0,
    };
  }
}
console.log(`${QUESTIONS} questions, one every 20 s, ${ENVIRONMENTS} environments, the 30 most popular kept warm`);
console.table(rows);
