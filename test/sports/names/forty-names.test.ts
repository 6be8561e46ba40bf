import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSimulatedEspn, type SimulatedEspn } from '../../../simulators/espn/index.ts';
import type { Resolution } from '../../../lib/sports/lookup/index.ts';
import { createNameResolver } from '../../../lib/sports/lookup/resolver.ts';
import type { LeagueId } from '../../../lib/sports/model/index.ts';
import { typedForm } from '../../../lib/sports/names/name-form.ts';
import { createEspnUpstream } from '../../../lib/upstreams/espn/upstream.ts';
import { createDomain, type Domain } from '../../support/domain.ts';

// One player of each kind, in a league with a directory and in one without.
interface Cast {
  readonly plain: readonly [given: string, surname: string];
  readonly junior: readonly [string, string];
  readonly second: readonly [string, string];
  readonly initials: readonly [string, string];
  readonly saint: readonly [string, string];
  readonly double: readonly [string, string];
  readonly irish: readonly [string, string];
  readonly plainest: readonly [string, string];
  /** The plainest player in Cyrillic. */
  readonly cyrillic: string;
}

type Role = Exclude<keyof Cast, 'cyrillic'>;

const NFL: Cast = {
  plain: ['Patrick', 'Mahomes'],
  junior: ['Grant', 'Crawford'],
  second: ['Felix', 'Ransom'],
  initials: ['T.K.', 'Cain'],
  saint: ['Amari', 'St. James'],
  double: ['Xavier', 'Smith-Rivers'],
  irish: ['Ethan', "O'Dell"],
  plainest: ['Omar', 'Avery'],
  cyrillic: 'Омар Аверы',
};

const CFB: Cast = {
  plain: ['Liam', 'McLaurin'],
  junior: ['Gavin', 'Cason'],
  second: ['Calvin', 'Massey'],
  initials: ['T.K.', 'Booker'],
  saint: ['Caleb', 'St. James'],
  double: ['Ethan', 'Smith-Rivers'],
  irish: ['Julian', "O'Bannon"],
  plainest: ['Omar', "O'Bannon"],
  cyrillic: 'Омар Обаннон',
};

type Typed = (given: string, surname: string, cast: Cast) => string;

// `found`: the player. `near`: nobody, and the player is among the suggestions. `nobody`: no suggestion either.
const NAMES: readonly (readonly [Role, string, 'found' | 'near' | 'nobody', Typed])[] = [
  ['plain', 'as on file', 'found', (g, s) => `${g} ${s}`],
  ['plain', 'lower case', 'found', (g, s) => `${g} ${s}`.toLowerCase()],
  ['plain', 'upper case', 'found', (g, s) => `${g} ${s}`.toUpperCase()],
  ['plain', 'surname first', 'found', (g, s) => `${s}, ${g}`],
  ['plain', 'one word', 'found', (g, s) => `${g}${s}`],
  ['plain', 'a dot for a space', 'found', (g, s) => `${g}.${s}`],
  ['plain', 'a hyphen for a space', 'found', (g, s) => `${g}-${s}`],
  ['plain', 'a suffix that is not on file', 'found', (g, s) => `${g} ${s} Jr.`],
  ['plain', 'a numeral that is not on file', 'found', (g, s) => `${g} ${s} II`],
  ['plain', 'an accent', 'found', (g, s) => `${g.replace('a', 'á')} ${s}`],
  ['plain', 'one word in lower case', 'found', (g, s) => `${g}${s}`.toLowerCase()],
  ['plain', 'an initial', 'near', (g, s) => `${g.charAt(0)} ${s}`],
  ['plain', 'a letter too many in the given name', 'near', (g, s) => `${g}k ${s}`],
  ['plain', 'a letter too few in the surname', 'near', (g, s) => `${g} ${s.slice(0, -2)}${s.slice(-1)}`],
  ['plainest', 'Cyrillic', 'nobody', (_g, _s, { cyrillic }) => cyrillic],
  ['plain', 'another given name, in Cyrillic', 'nobody', (_g, s) => `Владислав ${s}`],
  ['plain', 'Chinese characters', 'nobody', () => '大谷翔平'],
  ['plain', 'Chinese characters and the surname', 'nobody', (_g, s) => `大谷 ${s}`],
  ['plainest', 'as on file', 'found', (g, s) => `${g} ${s}`],
  ['junior', 'as on file', 'found', (g, s) => `${g} ${s} Jr.`],
  ['junior', 'without the dot', 'found', (g, s) => `${g} ${s} Jr`],
  ['junior', 'with a comma', 'found', (g, s) => `${g} ${s}, Jr.`],
  ['junior', 'without the suffix', 'found', (g, s) => `${g} ${s}`],
  ['junior', 'one word', 'found', (g, s) => `${g}${s} Jr.`],
  ['junior', 'another suffix', 'near', (g, s) => `${g} ${s} III`],
  ['junior', 'a typo', 'near', (g, s) => `${g}g ${s} Jr.`],
  ['second', 'as on file', 'found', (g, s) => `${g} ${s} II`],
  ['second', 'without the numeral', 'found', (g, s) => `${g} ${s}`],
  ['second', 'surname first', 'found', (g, s) => `${s}, ${g} II`],
  ['second', 'another suffix', 'near', (g, s) => `${g} ${s} Sr.`],
  ['initials', 'as on file', 'found', (g, s) => `${g} ${s}`],
  ['initials', 'glued', 'found', (g, s) => `${g.replaceAll('.', '')} ${s}`],
  ['initials', 'apart', 'found', (g, s) => `${g.replaceAll('.', ' ')} ${s}`],
  ['initials', 'one word', 'found', (g, s) => `${g}${s}`],
  ['initials', 'one word without dots', 'found', (g, s) => `${g.replaceAll('.', '')}${s}`],
  ['initials', 'one dot', 'found', (g, s) => `${g.toLowerCase().slice(0, -1)} ${s.toLowerCase()}`],
  ['saint', 'as on file', 'found', (g, s) => `${g} ${s}`],
  ['saint', 'without the dot', 'found', (g, s) => `${g} ${s.replace('.', '')}`],
  ['saint', 'the surname as one word', 'found', (g, s) => `${g} ${s.replace('. ', '')}`],
  ['double', 'as on file', 'found', (g, s) => `${g} ${s}`],
  ['double', 'without the hyphen', 'found', (g, s) => `${g} ${s.replace('-', ' ')}`],
  ['double', 'the surname as one word', 'found', (g, s) => `${g} ${s.replace('-', '')}`],
  ['irish', 'as on file', 'found', (g, s) => `${g} ${s}`],
  ['irish', 'without the apostrophe', 'found', (g, s) => `${g} ${s.replace("'", '')}`],
  ['irish', 'a space for the apostrophe', 'found', (g, s) => `${g} ${s.replace("'", ' ')}`],
];

// Nothing says where the one word ends and the other begins.
const UNKNOWABLE = 'plain, one word in lower case';

const clock = { now: () => Date.parse('2026-02-04T17:00Z') };

let espn: SimulatedEspn;

beforeAll(async () => {
  espn = await startSimulatedEspn({ clock });
});
afterAll(() => espn.close());

const create = (): Domain => {
  const { url } = espn;
  const hosts = { siteUrl: url, webUrl: url, coreUrl: url, partnersUrl: url };
  return createDomain({
    upstream: createEspnUpstream({ ...hosts, userAgent: 'Statline/1.0 (+https://statline.example)', clock }),
    clock,
  });
};

const resolutions = async (domain: Domain, league: LeagueId, cast: Cast): Promise<readonly Resolution[]> => {
  const { cache, resources, context } = domain;
  const resolver = createNameResolver({ cache, resources, clock, canSearch: (l) => context.upstream.can(l, 'search') });
  const names = NAMES.map(([role, , , typed]) => typedForm(typed(cast[role][0], cast[role][1], cast)));
  const all: Resolution[] = [];
  for (const name of names) all.push(...(await resolver.resolve(league, [name], {})));
  return all;
};

const isCalled = (name: string, [given, surname]: readonly [string, string]): boolean =>
  name.startsWith(`${given} ${surname}`);

/** What came of every name, asked for alone. */
const outcomes = async (domain: Domain, league: LeagueId, cast: Cast): Promise<readonly string[]> => {
  const all = await resolutions(domain, league, cast);
  return NAMES.map(([role, how], index) => {
    const isPlayer = ({ name }: { readonly name: string }): boolean => isCalled(name, cast[role]);
    return `${role}, ${how}: ${outcomeOf(all[index], isPlayer)}`;
  });
};

const outcomeOf = (
  resolution: Resolution | undefined,
  isPlayer: (player: { readonly name: string }) => boolean,
): string => {
  if (resolution?.kind === 'one') return isPlayer(resolution) ? 'found' : `wrong: ${resolution.name}`;
  if (resolution?.kind === 'none') {
    const what = resolution.suggestions.some(isPlayer) ? 'near' : 'nobody';
    return what === 'nobody' && resolution.searched === 'provider' ? 'nobody, by the search alone' : what;
  }
  return resolution?.kind === 'failed' ? String(resolution.error) : (resolution?.kind ?? 'unanswered');
};

const EXPECTED = NAMES.map(([role, how, outcome]) => `${role}, ${how}: ${outcome}`);

const BY_SEARCH = NAMES.map(([role, how, outcome]) => {
  const said = `${role}, ${how}` === UNKNOWABLE ? 'nobody, by the search alone' : outcome;
  return `${role}, ${how}: ${said}`;
});

describe(`${NAMES.length} names`, () => {
  it('are what they are while a directory is held', async () => {
    const domain = create();
    await domain.cache.read(domain.resources.directory('nfl'));
    expect(await outcomes(domain, 'nfl', NFL)).toEqual(EXPECTED);
  });

  it('have the same outcomes without a directory, or the answer says that only the search was asked', async () => {
    expect(await outcomes(create(), 'nfl', NFL)).toEqual(BY_SEARCH);
  });

  it('have the same outcomes right after a purge of the directory', async () => {
    const domain = create();
    await domain.cache.read(domain.resources.directory('nfl'));
    await outcomes(domain, 'nfl', NFL);
    await domain.cache.purge('nfl', ['directory']);
    expect(await outcomes(domain, 'nfl', NFL)).toEqual(BY_SEARCH);
  });

  it('have the same outcomes in a college league, which has no directory', async () => {
    expect(await outcomes(create(), 'cfb', CFB)).toEqual(BY_SEARCH);
  });
});
