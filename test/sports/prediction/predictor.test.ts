import { describe, expect, it } from 'vitest';
import { hours, minutes } from '../../../lib/cache/index.ts';
import type { PlayerId } from '../../../lib/sports/model/index.ts';
import type { PredictMessage } from '../../../lib/sports/prediction/predictor.ts';
import { createPredictor, type PredictorOptions } from '../../../lib/sports/prediction/predictor.ts';
import { createEnvironment } from '../../support/environment.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemorySharedTier } from '../../support/memory-shared-tier.ts';

const ids = (...players: readonly string[]): readonly PlayerId[] => players as readonly PlayerId[];

const createWorld = () => {
  const clock = createFakeClock();
  const shared = [createMemorySharedTier('l2', { clock, durable: true })];
  const sent: PredictMessage[] = [];
  const failures: unknown[] = [];
  /** One environment; `settled` waits for what it deferred. */
  const environment = (change: Partial<PredictorOptions> = {}) => {
    const { cache } = createEnvironment({ clock, shared });
    const work: Promise<unknown>[] = [];
    const predictor = createPredictor({
      cache,
      send(messages) {
        sent.push(...messages);
        return Promise.resolve();
      },
      clock,
      defer: (each) => work.push(each),
      onFailure: (error) => failures.push(error),
      ...change,
    });
    return { predictor, work, settled: () => Promise.all(work) };
  };
  return { clock, shared, sent, failures, environment };
};

describe('a question about a player', () => {
  it('is queued once an hour, however many ask in however many environments', async () => {
    const { clock, sent, environment } = createWorld();
    const [one, other] = [environment(), environment()];
    for (let minute = 0; minute < 59; minute += 1) {
      one.predictor.recordQuestion('nfl', { players: ids('1'), season: 2024 });
      other.predictor.recordQuestion('nfl', { players: ids('1') });
      await Promise.all([one.settled(), other.settled()]);
      clock.advance(minutes(1));
    }
    expect(sent).toEqual([{ kind: 'predict', namespace: 'nfl', player: '1', season: 2024, type: 'regular' }]);
    clock.advance(minutes(2));
    other.predictor.recordQuestion('nfl', { players: ids('1') });
    await other.settled();
    expect(sent).toHaveLength(2);
  });

  it('costs no claim while this environment remembers it', async () => {
    const { shared, environment } = createWorld();
    const { predictor, work, settled } = environment();
    predictor.recordQuestion('nfl', { players: ids('1', '1') });
    await settled();
    const { leases } = shared[0]?.trips() ?? { leases: NaN };
    for (let time = 0; time < 1000; time += 1) predictor.recordQuestion('nfl', { players: ids('1') });
    expect([work.length, shared[0]?.trips().leases]).toEqual([1, leases]);
  });

  it('that was loaded needs no claim: no other environment has loaded it', async () => {
    const { shared, sent, environment } = createWorld();
    const { predictor, settled } = environment();
    predictor.recordQuestion('nfl', { players: ids('1', '2'), loaded: ids('1') });
    await settled();
    expect([sent.map(({ player }) => player), shared[0]?.trips().leases]).toEqual([['1', '2'], 1]);
    predictor.recordQuestion('nfl', { players: ids('1'), loaded: ids('1') });
    await settled();
    expect(sent).toHaveLength(2);
  });

  it('is of its league: other leagues have the same ids', async () => {
    const { sent, environment } = createWorld();
    const { predictor, settled } = environment();
    predictor.recordQuestion('nfl', { players: ids('1') });
    predictor.recordQuestion('nba', { players: ids('1') });
    await settled();
    expect(sent.map(({ namespace }) => namespace)).toEqual(['nfl', 'nba']);
  });

  it('about a hundred players queues five', async () => {
    const { sent, environment } = createWorld();
    const { predictor, settled } = environment();
    predictor.recordQuestion('nfl', {
      players: Array.from({ length: 100 }, (_, id) => String(id) as PlayerId),
      type: 'postseason',
    });
    await settled();
    expect(sent.map(({ player, type }) => `${player} ${type}`)).toEqual(
      ['0', '1', '2', '3', '4'].map((id) => `${id} postseason`),
    );
  });

  it('that cannot be queued is only reported', async () => {
    const { failures, environment } = createWorld();
    const { predictor, settled } = environment({ send: () => Promise.reject(new Error('queue out')) });
    predictor.recordQuestion('nfl', { players: ids('1') });
    await settled();
    expect(failures).toEqual([new Error('queue out')]);
  });

  it('is remembered for the last five thousand players only', async () => {
    const { clock, environment } = createWorld();
    const { predictor, work, settled } = environment({ cache: { claim: () => Promise.resolve(false) } });
    for (let id = 0; id < 5001; id += 1) predictor.recordQuestion('nfl', { players: ids(String(id)) });
    const before = work.length;
    predictor.recordQuestion('nfl', { players: ids('5000') });
    expect(work).toHaveLength(before);
    predictor.recordQuestion('nfl', { players: ids('0') });
    expect(work).toHaveLength(before + 1);
    clock.advance(hours(1));
    predictor.recordQuestion('nfl', { players: ids('5000') });
    expect(work).toHaveLength(before + 2);
    await settled();
  });
});
