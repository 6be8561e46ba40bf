import type { SeasonTableQuestion } from '../../../lib/sports/upstream/index.ts';

interface GeneratedPage extends Pick<SeasonTableQuestion, 'season' | 'page'> {
  readonly pages: number;
  /** How many athletes this page has. */
  readonly athletes: number;
}

const CATEGORIES = [
  { name: 'general', columns: 8 },
  { name: 'passing', columns: 14 },
  { name: 'rushing', columns: 12 },
  { name: 'receiving', columns: 14 },
  { name: 'defensive', columns: 22 },
];
const namesOf = ({ name, columns }: (typeof CATEGORIES)[number]) =>
  Array.from({ length: columns }, (_, column) => `${name}Stat${String(column)}`);

/** A page of a football season in pieces, its column names after its athletes: about 8.4 KB each, most of it links. */
export function* generatedBulk({ season, page, pages, athletes }: GeneratedPage): Generator<string> {
  const year = { year: season, type: { id: '2', type: 2, name: 'Regular Season' } };
  const pagination = { count: pages * athletes, limit: 1000, page, pages };
  yield `{"pagination":${JSON.stringify(pagination)},"league":{"id":"28"},"athletes":[`;
  for (let index = 0; index < athletes; index += 1) {
    yield `${index === 0 ? '' : ','}${JSON.stringify(athleteOf(page * 10_000 + index))}`;
  }
  const categories = CATEGORIES.map((category) => ({ name: category.name, names: namesOf(category) }));
  yield `],"currentSeason":${JSON.stringify(year)},"requestedSeason":${JSON.stringify(year)},`;
  yield `"glossary":[],"categories":${JSON.stringify(categories)}}`;
}

const athleteOf = (number: number) => {
  const id = String(number);
  const link = (kind: string) => ({
    language: 'en-US',
    rel: [kind, 'desktop', 'athlete'],
    href: `https://www.espn.example/nfl/player/${kind}/_/id/${id}/a-player-whose-name-is-as-long-as-most-are`,
    text: kind,
    isExternal: false,
  });
  const club = { id: String(number % 32), name: 'Club', abbreviation: `T${String(number % 32)}` };
  const logos = Array.from({ length: 24 }, (_, size) => ({
    href: `https://a.espncdn.example/i/teamlogos/nfl/500/scoreboard/${club.id}-${String(size)}.png`,
    alt: 'The emblem of a club',
    rel: ['full', 'scoreboard', 'dark'],
    width: 500,
    height: 500,
  }));
  const linksOf = (prefix: string) => Array.from({ length: 8 }, (_, kind) => link(`${prefix}${String(kind)}`));
  return {
    athlete: {
      id,
      displayName: number % 7 === 0 ? `Zoë "Ace" Núñez ${id}` : `Player ${id}`,
      links: linksOf('page'),
      position: { id: '8', abbreviation: 'QB', parent: { id: '70' } },
      status: { id: '1', type: 'active' },
      teamId: club.id,
      teamShortName: club.abbreviation,
      teams: [{ ...club, logos, links: linksOf('club') }],
      slug: `player-${id}`,
    },
    categories: CATEGORIES.filter((_, index) => index < 1 + (number % CATEGORIES.length)).map(({ name, columns }) => ({
      name,
      displayName: `Own ${name}`,
      totals: Array.from({ length: columns }, (_, column) => String((number * (column + 3)) % 5000)),
      values: Array.from({ length: columns }, (_, column) => (number * (column + 3)) % 5000),
      ranks: Array.from({ length: columns }, () => '-'),
    })),
  };
};
