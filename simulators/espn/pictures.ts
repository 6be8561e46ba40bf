import { displayNameOf } from './leagues.ts';
import type { LeagueFacts } from './leagues.ts';
import type { Athlete, TeamFacts } from './model.ts';
import type { World } from './world.ts';

/** What a picture or page address answers: nothing that a document leads to leaves the machine. */
export interface Picture {
  readonly type: string;
  readonly body: string;
}

const PICTURES = 'https://a.espncdn.com/';
const PAGES = 'https://www.espn.com/';

/** A document's text with the provider's picture and page hosts replaced by `address`: `http://127.0.0.1:4001`. */
export const withOwnAddresses = (text: string, address: string): string =>
  text.replaceAll(PICTURES, `${address}/`).replaceAll(PAGES, `${address}/`);

const HEADSHOT = /^\/i\/headshots\/(?<slug>[\w-]+)\/players\/full\/(?<id>\d+)\.png$/;
const LOGO = /^\/i\/teamlogos\/(?<slug>[\w-]+)\/500(?<dark>-dark)?(?:\/scoreboard)?\/(?<key>[\w&-]+)\.png$/;
const PAGE = /^\/(?<slug>[\w-]+)\/(?<kind>player|team)\/(?:[\w-]+\/)?_\/(?:id|name)\/(?<key>[\w&-]+)/;

/** Drawn for an address that a document has, or a page for it. Undefined for any other. */
export const pictureAt = (world: World, pathname: string): Picture | undefined => {
  const headshot = HEADSHOT.exec(pathname)?.groups;
  if (headshot !== undefined) {
    const { slug = '', id = '' } = headshot;
    const athlete = leagueAt(world, slug)?.athlete(id);
    return athlete && { type: SVG, body: headshotOf(athlete) };
  }
  const logo = LOGO.exec(pathname)?.groups;
  if (logo !== undefined) {
    const { slug = '', dark, key = '' } = logo;
    const team = teamAt(world, slug, key);
    return { type: SVG, body: logoOf(team ?? COLLEGE, { isDark: dark !== undefined }) };
  }
  const page = PAGE.exec(pathname)?.groups;
  return page && pageOf(world, page);
};

const SVG = 'image/svg+xml;charset=UTF-8';
const HTML = 'text/html;charset=UTF-8';

// A college of a player's that plays in no simulated league.
const COLLEGE: Pick<TeamFacts, 'abbreviation' | 'color' | 'alternateColor'> = {
  abbreviation: '',
  color: '666666',
  alternateColor: 'ffffff',
};

const leagueAt = (world: World, slug: string) => world.leagues.find(({ facts }) => facts.slug === slug);

/** Colleges have one folder for every sport. */
const teamAt = (world: World, slug: string, key: string): TeamFacts | undefined => {
  const leagues = world.leagues.filter(({ facts }) => (slug === 'ncaa' ? facts.isCollege : facts.slug === slug));
  const isMeant = ({ id, abbreviation }: TeamFacts): boolean => id === key || abbreviation.toLowerCase() === key;
  return leagues.flatMap(({ facts }) => facts.teams).find(isMeant);
};

/** In the size of the provider's, with the initials and the number on the chest. */
const headshotOf = ({ firstName, lastName, jersey, lastTeam }: Athlete): string => {
  const { color, alternateColor } = lastTeam;
  const initials = `${firstName.slice(0, 1)}${lastName.slice(0, 1)}`;
  return svg(350, 254, [
    `<rect width="350" height="254" fill="#${color}" fill-opacity=".15"/>`,
    `<path d="M50 254c0-60 50-92 125-92s125 32 125 92z" fill="#${color}" stroke="#${alternateColor}" stroke-width="4"/>`,
    '<path d="M150 130h50v45q-25 20-50 0z" fill="#c9a185"/>',
    '<circle cx="175" cy="92" r="58" fill="#d9b396"/>',
    '<path d="M117 92a58 58 0 0 1 116 0q-20-34-58-34t-58 34z" fill="#4a3b32"/>',
    words(175, 104, 32, '4a3b32', initials),
    ...(jersey === null ? [] : [words(175, 238, 44, inkOn(color), jersey)]),
  ]);
};

const logoOf = (
  { abbreviation, color, alternateColor }: Pick<TeamFacts, 'abbreviation' | 'color' | 'alternateColor'>,
  { isDark }: { readonly isDark: boolean },
): string =>
  svg(500, 500, [
    `<path d="M250 20l200 60v180c0 110-80 180-200 220C130 440 50 370 50 260V80z" fill="#${color}"` +
      ` stroke="#${isDark ? 'ffffff' : alternateColor}" stroke-width="16"/>`,
    words(250, 290, abbreviation.length > 3 ? 110 : 150, inkOn(color), abbreviation),
  ]);

const svg = (width: number, height: number, parts: readonly string[]): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${parts.join('')}</svg>`;

const words = (x: number, y: number, size: number, color: string, text: string): string =>
  `<text x="${x}" y="${y}" font-family="sans-serif" font-weight="bold" font-size="${size}"` +
  ` text-anchor="middle" fill="#${color}">${escaped(text)}</text>`;

/** Black or white, whichever can be read on the colour. */
const inkOn = (color: string): string => {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  return red * 0.299 + green * 0.587 + blue * 0.114 > 150 ? '000000' : 'ffffff';
};

const pageOf = (world: World, { slug = '', kind, key = '' }: Readonly<Record<string, string>>): Picture | undefined => {
  const league = leagueAt(world, slug);
  const title = kind === 'player' ? nameOf(league?.athlete(key)) : teamName(league?.facts, teamAt(world, slug, key));
  if (title === undefined) return undefined;
  const text = escaped(title);
  const body = `<!doctype html><title>${text}</title><h1>${text}</h1><p>A page of the simulated provider.</p>`;
  return { type: HTML, body };
};

const nameOf = (athlete: Athlete | undefined): string | undefined =>
  athlete && `${athlete.firstName} ${athlete.lastName}`;

const teamName = (league: LeagueFacts | undefined, team: TeamFacts | undefined): string | undefined =>
  league === undefined || team === undefined ? undefined : displayNameOf(team);

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
