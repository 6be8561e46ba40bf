import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createStackClock } from '../../infra/local/clock/stack-clock.ts';
import { buildBundles, startStack, type Stack } from '../../infra/local/stack/stack.ts';
import type { Roster, TeamPage, Card } from '../../lib/sports/model/index.ts';
import { ask } from '../../test/support/ask.ts';
import { findBrowser } from '../browser.ts';
import {
  cardEmbed,
  compareEmbed,
  leadersEmbed,
  nextEmbed,
  rosterEmbed,
  type ComparisonAnswer,
  type LeadersAnswer,
} from './embeds.ts';
import { pageOf, type Embed } from './page.ts';
import { takeScreenshot } from './screenshot.ts';

const USAGE = `Usage: npm run bench -- cards [--out FOLDER]

  Replies of a bot, drawn as Discord embeds from the answers of a warm stack: a card of a player of each league, and
  /compare, /roster, /next and /leaders. Prints the requests and provider calls of each, and takes pictures where there
  is a Chromium. FOLDER is statline-cards in the temporary folder unless it says otherwise.
`;

// A Sunday in the seasons of football, basketball and hockey, with the early games under way.
const START = Date.parse('2026-11-29T18:50Z');

const CARDS: readonly (readonly [league: string, player: string])[] = [
  ['nfl', 'Patrick Mahomes'],
  ['nba', 'Stephen Curry'],
  ['mlb', 'Shohei Ohtani'],
  ['nhl', 'Connor McDavid'],
  ['wnba', 'Caitlin Clark'],
  ['cfb', ''],
  ['mbb', 'Cooper Flagg'],
  ['wbb', 'Sydney Affolter'],
];

const { values } = parseArgs({ options: { out: { type: 'string' }, help: { type: 'boolean' } } });

const draw = async (out: string): Promise<boolean> => {
  const bundles = await buildBundles({ log: () => undefined });
  const clock = createStackClock({ start: START });
  const stack = await startStack({ bundles, clock, schedules: 'off', refreshing: 'stepped', environments: 1 });
  try {
    const runs = await stack.schedules.tick();
    const broken = runs.filter(({ result }) => result.kind !== 'response').map(({ rule }) => rule);
    if (broken.length > 0) process.stdout.write(`Did not end well, so that less is warm: ${broken.join(', ')}\n`);
    await stack.workOffQueue();
    const embeds = await askAll(stack);
    await mkdir(out, { recursive: true });
    const pages = [embeds.slice(0, 4), embeds.slice(4, 8), embeds.slice(8)];
    const browser = await findBrowser();
    for (const [index, some] of pages.entries()) {
      const page = join(out, `page-${index + 1}.html`);
      const picture = join(out, `page-${index + 1}.png`);
      await writeFile(page, pageOf(some));
      if (browser !== undefined) await takeScreenshot(browser, { page, picture, height: 800 });
    }
    const taken = browser === undefined ? 'no picture was taken: there is no Chromium here' : 'pages and pictures';
    process.stdout.write(`\n${taken}: ${out}\n`);
    return embeds.length === CARDS.length + 4;
  } finally {
    await stack.close();
    await bundles.close();
  }
};

const askAll = async (stack: Stack): Promise<readonly Embed[]> => {
  const embeds: Embed[] = [];
  /** Asks twice: as the first who asks, and as the next one. */
  const show = async (command: string, path: string, embed: (answer: unknown) => Embed): Promise<void> => {
    const calls = (): number => stack.upstream?.calls().total ?? 0;
    const before = calls();
    const { status, json } = await ask(`${stack.url}/v1/${path}`);
    const first = calls() - before;
    const again = await ask(`${stack.url}/v1/${path}`);
    const bytes = Buffer.byteLength(JSON.stringify(json));
    const further = calls() - before - first;
    process.stdout.write(
      `${command.padEnd(36)}${status}  1 request, ${bytes} bytes; calls: ${first} first, ${further} warm; ${again.from ?? ''}\n`,
    );
    if (status === 200) embeds.push(embed(again.json));
    else process.stdout.write(`  ${JSON.stringify(json)}\n`);
  };
  for (const [league, name] of CARDS) {
    const player = name === '' ? await anyPlayer(stack, league) : name;
    await show(`/stats ${league} ${player}`, `${league}/players/${encodeURIComponent(player)}/card`, (card) =>
      cardEmbed(`/stats ${league} ${player}`, card as Card),
    );
  }
  const compare = 'nfl/compare?players=Patrick Mahomes,Josh Allen';
  await show('/compare', compare, (answer) => compareEmbed('/compare Mahomes, Allen', answer as ComparisonAnswer));
  await show('/roster', 'nba/teams/LAL/roster', (answer) => rosterEmbed('/roster Lakers', answer as Roster));
  await show('/next', 'nfl/teams/KC', (answer) => nextEmbed('/next Chiefs', answer as TeamPage));
  const leaders = 'nfl/leaders?stat=passing.passingYards';
  await show('/leaders', leaders, (answer) => leadersEmbed('/leaders passing yards', answer as LeadersAnswer));
  return embeds;
};

/** A quarterback of the league's first team: the simulated provider has no real names there. */
const anyPlayer = async ({ url }: Stack, league: string): Promise<string> => {
  const { json: list } = await ask(`${url}/v1/${league}/teams`);
  const [team] = (list as { readonly teams: readonly { readonly id: string }[] }).teams;
  const { json } = await ask(`${url}/v1/${league}/teams/${team?.id ?? ''}/roster`);
  return (json as Roster).players.find(({ position }) => position === 'QB')?.id ?? '';
};

if (values.help === true) process.stdout.write(USAGE);
else if (!(await draw(values.out ?? join(tmpdir(), 'statline-cards')))) process.exitCode = 1;
