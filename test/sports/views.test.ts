import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hours, minutes, type Answer, type Clock } from '../../lib/cache/index.ts';
import type { Career, LeagueId, PlayerId, StatLine } from '../../lib/sports/model/index.ts';
import { send } from '../../lib/outgoing/send.ts';
import { createEspnUpstream } from '../../lib/upstreams/espn/upstream.ts';
import { startSimulatedEspn, type SimulatedEspn } from '../../simulators/espn/index.ts';
import { createDomain, type Domain } from '../support/domain.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { sendTo } from '../support/fake-send.ts';
import { createMemorySharedTier, type MemorySharedTier } from '../support/memory-shared-tier.ts';

const START = Date.parse('2026-02-04T17:00Z');
const TWO_WAY = '39832' as PlayerId;
const TWO_WAY_STATS = { league: 'mlb', id: TWO_WAY, type: 'regular', name: 'Some Body' } as const;
const BATTER = '33192' as PlayerId;

let clock = createFakeClock(START);
// A test may begin in another part of the year.
const time: Clock = { now: () => clock.now() };
let espn: SimulatedEspn;
let domain: Domain;
/** Views that the provider fails for; '' is the one that it chooses. */
let failing: ReadonlySet<string>;
let shared: readonly MemorySharedTier[];

beforeAll(async () => {
  espn = await startSimulatedEspn({ clock: time });
});
afterAll(() => espn.close());
beforeEach(() => {
  clock = createFakeClock(START);
  failing = new Set();
  espn.reset();
  const { url } = espn;
  const upstream = createEspnUpstream({
    siteUrl: url,
    webUrl: url,
    coreUrl: url,
    partnersUrl: url,
    userAgent: 'Statline/1.0 (+https://statline.example)',
    clock: time,
    send: (url, request) => {
      const fails = url.pathname.endsWith('/stats') && failing.has(url.searchParams.get('category') ?? '');
      return fails ? sendTo(() => Response.json({}, { status: 500 }))(url, request) : send(url, request);
    },
  });
  shared = [createMemorySharedTier('l2', { clock: time })];
  domain = createDomain({ upstream, clock: time, shared });
});

const valueOf = <V>(answer: Answer<V>): V | string => (answer.kind === 'value' ? answer.value() : answer.kind);
const lineQuery = (id: PlayerId, season = 2025, league: LeagueId = 'mlb') =>
  domain.resources.statLine({ league, id, type: 'regular', name: 'Some Body' }, season);
const readLine = async (id = TWO_WAY, season = 2025): Promise<Answer<StatLine>> => {
  const answer = await domain.cache.read(lineQuery(id, season));
  await domain.drain();
  return answer;
};
const lineOf = async (id = TWO_WAY, season = 2025): Promise<StatLine> => {
  const line = valueOf(await readLine(id, season));
  if (typeof line === 'string') throw new Error(`the line is ${line}`);
  return line;
};
const careerOf = async (id = TWO_WAY): Promise<Career> => {
  const answer = await domain.cache.read(
    domain.resources.career({ league: 'mlb', id, type: 'regular', name: 'Some Body' }),
  );
  await domain.drain();
  const career = valueOf(answer);
  if (typeof career === 'string') throw new Error(`the career is ${career}`);
  return career;
};
const readTable = async (groups = ['batting', 'pitching', 'fielding']): Promise<void> => {
  for (const group of groups) {
    await domain.cache.read(
      domain.resources.seasonTable({ league: 'mlb', season: 2025, type: 'regular', group, page: 1 }),
    );
    await domain.drain();
  }
};
const categoriesOf = ({ categories }: Pick<StatLine, 'categories'>): readonly string[] =>
  Object.keys(categories).sort();
const ALL = ['batting', 'fielding', 'pitching'];

describe("a two-way player's line has batting, pitching and fielding", () => {
  it('from the career, at a call for each', async () => {
    const line = await lineOf();
    expect(categoriesOf(line)).toEqual(ALL);
    expect(line).not.toHaveProperty('missing');
    expect(espn.calls().byEndpoint.stats).toBe(3);
    expect(categoriesOf((await careerOf()).career)).toEqual(ALL);
    expect(espn.calls().byEndpoint.stats).toBe(3);
  });

  it('from the table, at a call for each', async () => {
    await readTable();
    const line = await lineOf();
    expect(categoriesOf(line)).toEqual(ALL);
    expect(line).toMatchObject({ source: 'season-table' });
    expect(espn.calls().total).toBe(3);
  });

  it('after the career came second, and after the table did', async () => {
    await readTable();
    await careerOf();
    expect(categoriesOf(await lineOf())).toEqual(ALL);
    clock.advance(hours(2));
    await readTable(['batting']);
    expect(categoriesOf(await lineOf())).toEqual(ALL);
    await careerOf();
    await readTable(['fielding']);
    expect(categoriesOf(await lineOf())).toEqual(ALL);
  });

  it('from both, where only the table has what a view of the career would have brought', async () => {
    await readTable(['fielding']);
    failing = new Set(['pitching', 'fielding']);
    const line = await careerOf().then(() => lineOf());
    expect(categoriesOf(line)).toEqual(['batting', 'fielding']);
    expect(line.missing).toEqual(['pitching']);
  });
});

describe('a view that the player does not have', () => {
  it('costs no call', async () => {
    expect(categoriesOf(await lineOf(BATTER))).toEqual(['batting', 'fielding']);
    expect(espn.calls().byEndpoint.stats).toBe(2);
  });
});

describe('a career of several views', () => {
  it('is loaded once for everybody who asks at once, whatever the season, and not again by another environment', async () => {
    const { cache, resources, drain } = domain;
    const lines = [2025, 2024, 2025].map((season) => resources.statLine(TWO_WAY_STATS, season));
    await cache.readMany<StatLine | Career>([...lines, resources.career(TWO_WAY_STATS)]);
    await drain();
    const elsewhere = createDomain({ upstream: domain.context.upstream, clock: time, shared });
    const answer = await elsewhere.cache.read(elsewhere.resources.statLine(TWO_WAY_STATS, 2025));
    expect(answer).toMatchObject({ kind: 'value', served: { by: 'tier' } });
    expect(espn.calls().byEndpoint.stats).toBe(3);
  });
});

describe('a view that fails', () => {
  it('leaves the others, is named, and is tried again soon', async () => {
    failing = new Set(['fielding']);
    const answer = await readLine();
    expect(valueOf(answer)).toMatchObject({ missing: ['fielding'] });
    expect(categoriesOf(await lineOf())).toEqual(['batting', 'pitching']);
    expect((await careerOf()).missing).toEqual(['fielding']);
    expect(answer.kind === 'value' && answer.entry.freshUntil - clock.now()).toBeLessThanOrEqual(minutes(2));
    failing = new Set();
    clock.advance(minutes(3));
    await readLine();
    const line = await lineOf();
    expect(categoriesOf(line)).toEqual(ALL);
    expect(line).not.toHaveProperty('missing');
    expect(await careerOf()).not.toHaveProperty('missing');
  });

  it('is tried again soon, also where it is known that the team has not played since', async () => {
    await domain.cache.read(domain.resources.live('mlb'));
    failing = new Set(['fielding']);
    expect((await lineOf()).missing).toEqual(['fielding']);
    failing = new Set();
    clock.advance(minutes(3));
    await domain.cache.read(domain.resources.live('mlb'));
    await readLine();
    expect(categoriesOf(await lineOf())).toEqual(ALL);
  });

  it('does not take away what is cached of it, which says how old it is', async () => {
    clock = createFakeClock(Date.parse('2025-07-08T17:00Z'));
    const before = await lineOf();
    failing = new Set(['fielding']);
    clock.advance(hours(2));
    const line = await lineOf();
    expect(line.categories.fielding).toEqual(before.categories.fielding);
    expect(line).toMatchObject({ missing: ['fielding'], asOf: { fielding: '2025-07-08T17:00:00.000Z' } });
    const career = await careerOf();
    expect(career.missing).toEqual(['fielding']);
    expect(categoriesOf(career.career)).toEqual(ALL);
    const seasons = career.seasons.map(({ season }) => season);
    expect(seasons).toEqual(seasons.toSorted((a, b) => a - b));
  });

  it('does not replace the whole line of a finished season', async () => {
    clock = createFakeClock(Date.parse('2027-07-08T17:00Z'));
    const before = await lineOf(TWO_WAY, 2026);
    failing = new Set(['fielding']);
    clock.advance(hours(2));
    await lineOf(TWO_WAY, 2027);
    const answer = await readLine(TWO_WAY, 2026);
    expect(valueOf(answer)).toEqual(before);
    expect(answer).toMatchObject({ served: { by: 'tier', state: 'fresh' } });
  });

  it('makes no absence of a season that only it may have', async () => {
    failing = new Set(['fielding', 'pitching']);
    expect((await readLine(TWO_WAY, 1990)).kind).toBe('failed');
    failing = new Set();
    clock.advance(minutes(1));
    expect((await readLine(TWO_WAY, 1990)).kind).toBe('absent');
  });

  it('fails the load where it is the first: only that one says which views there are', async () => {
    failing = new Set(['']);
    expect((await readLine()).kind).toBe('failed');
  });
});
