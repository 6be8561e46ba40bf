import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Stack } from '../../infra/local/stack/stack.ts';
import { minutes } from '../../lib/cache/index.ts';
import { ENV } from '../../lib/config.ts';
import { ask, type Seen } from '../support/ask.ts';
import { realBundles } from '../support/bundles.ts';
import {
  buildDifferent,
  buildRevision,
  OTHER_CODEC,
  otherShape,
  type Difference,
  type OtherRelease,
} from '../support/other-release.ts';
import { takeFaults } from '../support/contract/checked.ts';
import { plantStale } from '../support/plant-stale.ts';
import { shareStack } from '../support/share-stack.ts';
import { startTwoReleases, type TwoReleases } from '../support/two-releases.ts';

// While a deployment goes on, environments of two releases answer: on one Redis, one table and one queue.

/** Rosters without what this release shows of each player, as another shape may be. */
const WITHOUT_JERSEYS: Difference = {
  file: 'lib/sports/resources/roster-load.ts',
  from: /\.\.\.listedPlayer\(\{ \.\.\.athlete, league, team: ref \}\),/,
  to: '$& jersey: undefined,',
};

/** `npm run scenarios -- two-releases REVISION` */
const { OTHER_RELEASE } = process.env;

const RELEASES: readonly (readonly [string, () => Promise<OtherRelease>])[] =
  OTHER_RELEASE === undefined
    ? [
        ['with nothing new', () => buildDifferent([])],
        ['with another shape of rosters', () => buildDifferent([otherShape('roster'), WITHOUT_JERSEYS])],
        ['with another codec', () => buildDifferent([OTHER_CODEC])],
      ]
    : [[OTHER_RELEASE, () => buildRevision(OTHER_RELEASE)]];

const DAILY_BUDGET = 500;

const rosterOf = async ({ url }: Stack, team: string, environment = 1): Promise<Seen> => {
  const seen = await ask(`${url}/v1/nba/teams/${team}/roster`, { environment });
  expect([seen.status, seen.json]).toEqual([200, expect.objectContaining({ players: expect.any(Array) as unknown })]);
  return seen;
};

interface Listed {
  readonly players: readonly { readonly id: string; readonly name: string; readonly jersey?: string | null }[];
}
const playersIn = ({ json }: Seen): Listed['players'] => (json as Listed).players;

describe.each(RELEASES)('this release and the one %s', (_, build) => {
  let other: OtherRelease;
  /** Provider calls of both for what one call loads. */
  const callsFor = (kind: Parameters<OtherRelease['shares']>[0]): number => (other.shares(kind) ? 1 : 2);
  const running = shareStack<TwoReleases>(async () => {
    const variables = { [ENV.dailyBudget]: String(DAILY_BUDGET), [ENV.leagues]: 'nba', [ENV.prediction]: 'off' };
    return startTwoReleases({ ours: await realBundles(), other, variables });
  });

  beforeAll(async () => {
    other = await build();
    return () => other.close();
  });
  beforeEach(async () => {
    const { ours, other: theirs, provider } = running();
    await Promise.all([ours, theirs].map(({ url }) => ask(`${url}/v1/health`)));
    provider.configure({ latency: 0 });
    provider.reset();
  });

  // Another release has another contract: of its rosters, no jerseys.
  afterEach(() => {
    const faults = takeFaults();
    if (OTHER_RELEASE === undefined) expect(faults.filter((fault) => !fault.includes('jersey'))).toEqual([]);
  });

  it('load what both store alike once, and everything else once each', async () => {
    const { ours, other: theirs, provider } = running();
    for (const stack of [theirs, ours, theirs, ours]) expect((await rosterOf(stack, 'LAL')).status).toBe(200);
    // Nothing of the memories that they had.
    await Promise.all([ours.api.kill(1), theirs.api.kill(1)]);
    for (const stack of [ours, theirs]) expect((await rosterOf(stack, 'LAL')).from).toMatch(/^l2; hit/);
    expect(provider.calls().byEndpoint).toMatchObject({ teams: callsFor('teams'), roster: callsFor('roster') });
  });

  it('answer with no document that lacks a member, whoever was asked first', async () => {
    const { ours, other: theirs } = running();
    for (const [first, second, team] of [
      [theirs, ours, 'BOS'],
      [ours, theirs, 'NY'],
    ] as const) {
      await rosterOf(first, team);
      await rosterOf(second, team);
      for (const environment of [1, 2]) {
        const players = playersIn(await rosterOf(ours, team, environment));
        expect(players.length).toBeGreaterThan(5);
        expect(players.filter(({ jersey }) => jersey === undefined)).toEqual([]);
      }
    }
  });

  /** An environment that lost a lease waits as long as loads have taken it so far. */
  const learnToWait = async ({ ours, other: theirs, provider }: TwoReleases): Promise<void> => {
    provider.configure({ latency: 1500 });
    await Promise.all([rosterOf(ours, 'ATL'), rosterOf(theirs, 'DAL')]);
    provider.configure({ latency: 100 });
    provider.reset();
  };

  it('asked the same at once load it no more often, although one waits for a load that the other stores elsewhere', async () => {
    const { ours, other: theirs, provider } = running();
    await learnToWait(running());
    const seen = await Promise.all([ours, theirs, ours, theirs].map((stack) => rosterOf(stack, 'MIA')));
    expect(seen.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(provider.calls().byEndpoint.roster).toBe(callsFor('roster'));
  });

  it('honour each other’s purges', async () => {
    const { ours, other: theirs, provider } = running();
    const [player] = playersIn(await rosterOf(ours, 'GS'));
    await rosterOf(theirs, 'GS');
    const isThere = async (stack: Stack): Promise<boolean> =>
      playersIn(await rosterOf(stack, 'GS')).some(({ id }) => id === player?.id);
    let isOnTeam = true;
    for (const [purger, reader] of [
      [theirs, ours],
      [ours, theirs],
    ] as const) {
      expect(await isThere(reader)).toBe(isOnTeam);
      provider.trade({ league: 'nba', athleteId: player?.id ?? '', to: isOnTeam ? 'BOS' : 'GS' });
      isOnTeam = !isOnTeam;
      const { status } = await ask(`${purger.url}/v1/admin/purge`, { body: { league: 'nba', scope: 'rosters' } });
      expect(status).toBe(200);
      await expect.poll(() => isThere(reader), { timeout: 5000, interval: 100 }).toBe(isOnTeam);
      expect(await isThere(purger)).toBe(isOnTeam);
    }
  });

  it('share one budget and the same hours of usage', async () => {
    const { ours, other: theirs, provider } = running();
    const usageOf = async ({ url }: Stack) =>
      (await ask(`${url}/v1/usage`)).json as {
        readonly budget: { readonly spent: { readonly day: number } };
        readonly provider: { readonly calls: number };
      };
    const before = (await usageOf(ours)).budget.spent.day;
    await rosterOf(theirs, 'CHI');
    await rosterOf(ours, 'DEN');
    const made = provider.calls().total;
    expect(made).toBeGreaterThanOrEqual(2);
    // Each writes what it has counted when it is asked.
    await usageOf(theirs);
    const [one, two] = [await usageOf(ours), await usageOf(theirs)];
    expect(one.budget.spent.day).toBe(before + made);
    expect(two.budget.spent.day).toBe(before + made);
    expect(two.provider.calls).toBe(one.provider.calls);
  });

  it('carry out each other’s refreshes', async () => {
    const { ours, other: theirs } = running();
    const isAlike = other.shares('player');
    const [one, two, three] = playersIn(await rosterOf(ours, 'PHX'));
    const documentOf = (stack: Stack, id = '', environment = 1): Promise<Seen> =>
      ask(`${stack.url}/v1/nba/players/${id}`, { environment });
    const { json } = await documentOf(ours, one?.id);
    /** The document of one as that of another, which a refresh sets right; it is asked for by environments without a memory. */
    const plant = async (id = ''): Promise<void> => {
      const text = JSON.stringify({ ...(json as object), id });
      await plantStale(ours, `nba:player:${id}`, text, { staleFor: minutes(10) });
      await Promise.all([1, 2].flatMap((environment) => [ours, theirs].map(({ api }) => api.kill(environment))));
    };
    const nameIn = (seen: Seen): unknown => (seen.json as { readonly name?: unknown }).name;
    // A message as this release sends it.
    await plant(two?.id);
    const message = { namespace: 'nba', key: `nba:player:${two?.id ?? ''}`, loadedAt: Date.now() - minutes(370) };
    const answer = await theirs.refresh?.invoke({ Records: [{ messageId: '1', body: JSON.stringify(message) }] });
    expect(answer).toMatchObject({ kind: 'response', payload: '{"batchItemFailures":[]}' });
    expect(nameIn(await documentOf(theirs, two?.id))).toBe(two?.name);
    expect(nameIn(await documentOf(ours, two?.id))).toBe(isAlike ? two?.name : one?.name);
    // A message that the other release has sent. Where it stores documents elsewhere, it has not seen this one.
    await plant(three?.id);
    const before = ours.queue.sent();
    expect(nameIn(await documentOf(theirs, three?.id))).toBe(isAlike ? one?.name : three?.name);
    expect(ours.queue.sent() - before).toBe(isAlike ? 1 : 0);
    await ours.workOffQueue();
    expect([ours.queue.depth().visible, ours.queue.dead()]).toEqual([0, 0]);
    expect(nameIn(await documentOf(theirs, three?.id, 2))).toBe(three?.name);
  });
});
