import { beforeEach, describe, expect, it } from 'vitest';
import { nameForm } from '../../../lib/sports/names/name-form.ts';
import type { Hints } from '../../../lib/sports/names/hints.ts';
import type { PlayerId, TeamId } from '../../../lib/sports/model/index.ts';
import type { Resolution } from '../../../lib/sports/lookup/index.ts';
import { createNameResolver } from '../../../lib/sports/lookup/resolver.ts';
import type { Upstream } from '../../../lib/sports/upstream/index.ts';
import { createDomain, type Domain } from '../../support/domain.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { ATHLETES } from '../../support/fake-league.ts';
import { createFakeUpstream, type FakeUpstream } from '../../support/fake-upstream.ts';
import { said } from '../resources/league-in-test.ts';

const MAHOMES = '3139477';
const GB = { id: '9', abbreviation: 'GB', name: 'Green Bay Packers' };

let fake: FakeUpstream;
let domain: Domain;
let isReleased: boolean;

const readRoster = (id: string): Promise<unknown> => domain.cache.read(domain.resources.roster('nfl', id as TeamId));

const resolve = async (name: string, hints: Hints = {}): Promise<Resolution> => {
  const { cache, resources, context } = domain;
  const canSearch = (): boolean => context.upstream.can('nfl', 'search');
  const resolver = createNameResolver({ cache, resources, clock: context.clock, canSearch });
  const [resolution] = await resolver.resolve('nfl', [nameForm(name)], hints);
  if (resolution === undefined) throw new Error('nothing was resolved');
  return resolution;
};

/** The team in the player's document, and a question by name: as the routes answer both. */
const teamsTold = async (name: string, id: string): Promise<readonly unknown[]> => {
  const resolution = await resolve(name);
  const document = await domain.cache.read(domain.resources.player('nfl', id as PlayerId));
  const own = document.kind === 'value' ? document.value() : undefined;
  const named = resolution.kind === 'one' ? (resolution.player ?? own) : undefined;
  return [named?.team, own?.team];
};

beforeEach(() => {
  const clock = createFakeClock();
  isReleased = false;
  fake = createFakeUpstream();
  // The list of every player lags behind the trade.
  const upstream: Upstream = {
    ...fake,
    everyPlayer: () => Promise.resolve({ athletes: ATHLETES }),
    async player(...asked) {
      const athlete = await fake.player(...asked);
      return athlete && { ...athlete, status: isReleased ? 'free-agent' : athlete.status };
    },
  };
  domain = createDomain({ upstream, clock });
});

describe('a traded player, while the list of every player still names the old team,', () => {
  beforeEach(async () => {
    // Read before the trade: the new team's roster may lag, too.
    await readRoster('9');
    fake.move(MAHOMES, '9');
    await readRoster('12');
    await domain.cache.read(domain.resources.directory('nfl'));
    await domain.cache.read(domain.resources.teams('nfl'));
    fake.asked();
  });

  it('has the same team by name and by id, for one call', async () => {
    expect(await teamsTold('Patrick Mahomes', MAHOMES)).toEqual([GB, GB]);
    expect(fake.asked()).toEqual([`player ${MAHOMES}`]);
    expect(await teamsTold('mahomes', MAHOMES)).toEqual([GB, GB]);
    expect(fake.asked()).toEqual([]);
  });

  it('is found with the new team as a hint and not with the old one', async () => {
    expect(said(await resolve('Patrick Mahomes', { team: 'GB' }))).toBe(`exact ${MAHOMES}`);
    expect(said(await resolve('Patrick Mahomes', { team: 'KC' }))).toBe(`none; ${MAHOMES}`);
    expect(fake.asked()).toEqual([`player ${MAHOMES}`]);
  });

  it('is suggested without a team, without a call', async () => {
    const resolution = await resolve('Patric Mahomes');
    expect(resolution).toMatchObject({ suggestions: [{ id: MAHOMES, team: null, position: 'QB' }] });
    expect(fake.asked()).toEqual([]);
  });

  it('needs no list of teams: the document has the team', async () => {
    await resolve('mahomes');
    await domain.cache.purge('nfl', ['teams']);
    fake.asked();
    expect(await resolve('mahomes')).toMatchObject({ kind: 'one', player: { team: GB } });
    expect(fake.asked()).toEqual([]);
  });

  it('costs no call for other players', async () => {
    expect(await resolve('Micah Parsons')).toMatchObject({ kind: 'one', player: { team: GB } });
    expect(await resolve('parsons', { team: 'GB' })).toMatchObject({ kind: 'one', player: { team: GB } });
    // Without the team's roster the list is the best source.
    expect(await resolve('byron young', { team: 'PHI' })).toMatchObject({ player: { team: { abbreviation: 'PHI' } } });
    expect(fake.asked()).toEqual([]);
  });

  it('is not meant by the surname alone once they have no team', async () => {
    fake.move(MAHOMES, null);
    isReleased = true;
    expect(said(await resolve('mahomes'))).toBe(`none; ${MAHOMES}`);
    expect(said(await resolve('Patrick Mahomes'))).toBe(`exact ${MAHOMES}`);
  });
});
