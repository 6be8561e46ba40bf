import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { renderBlocks, type Block } from '../../cli/draw/blocks.ts';
import { draw } from '../../cli/draw/draw.ts';
import { createStyle, wantsColours } from '../../cli/draw/style.ts';
import { cut, jsonText, plain, widthOf } from '../../cli/draw/text.ts';
import type { Answers } from '../../lib/http/answers/index.ts';
import examples from '../../infra/contract/examples.json' with { type: 'json' };

// What every route is drawn as on a terminal of 100 columns, from the contract's own examples.
// UPDATE_GOLDEN=1 npx vitest run test/cli/draw.test.ts

const GOLDEN = join(import.meta.dirname, 'golden');
const style = createStyle(false);
const ANSWERS = Object.entries(examples.routes) as readonly [keyof Answers, unknown][];

const { stats } = examples.routes;
const { player, league, seasonType, categories, headline } = stats;
const OTHER = { id: '3918298', name: 'Josh Allen', position: 'QB' };

/** Answers of another kind than the contract's example of their route. */
const MORE: readonly [name: string, route: keyof Answers, answer: unknown][] = [
  [
    'stats-career',
    'stats',
    { player, league, seasonType, seasons: [{ ...stats, season: 2023 }, stats], career: { categories, headline } },
  ],
  [
    'compare-two',
    'compare',
    {
      ...examples.routes.compare,
      players: [player, OTHER].map((each) => ({ query: each.name, status: 'ok', player: each, teams: [], headline })),
      categories: {
        passing: {
          passingYards: {
            label: 'YDS',
            direction: 'higher',
            values: { [player.id]: 3928, [OTHER.id]: 3731 },
            leaders: [player.id],
          },
          interceptions: {
            label: 'INT',
            direction: 'lower',
            values: { [player.id]: 11, [OTHER.id]: null },
            leaders: [],
          },
        },
      },
      note: null,
    },
  ],
  ['autocomplete-none', 'autocomplete', { query: 'zzz', players: [], knows: { nfl: 'all' } }],
];
const DRAWN = [...ANSWERS.map(([route, answer]) => [route, route, answer] as const), ...MORE];

/** They have no drawing: they are no answers to a GET, or shown by a command of their own. */
const AS_JSON = ['statsBatch', 'warm', 'root', 'adminHealth', 'usagePopular', 'usageEvents'];

describe('a drawing', () => {
  it.each(DRAWN.filter(([name]) => !AS_JSON.includes(name)))('of %s is the golden one', async (name, route, answer) => {
    const file = join(GOLDEN, `${name}.txt`);
    const text = `${draw(route, answer, { style, columns: 100 })}\n`;
    if (process.env.UPDATE_GOLDEN !== undefined) {
      await mkdir(GOLDEN, { recursive: true });
      await writeFile(file, text);
    }
    expect(existsSync(file)).toBe(true);
    expect(text).toBe(await readFile(file, 'utf8'));
    expect(text.startsWith('{')).toBe(false);
  });

  it('has a golden text of no other route', async () => {
    const files = await readdir(GOLDEN);
    expect(files.filter((file) => !DRAWN.some(([name]) => `${name}.txt` === file))).toEqual([]);
  });

  it.each([60, 80, 200])('keeps to %i columns', (columns) => {
    const wide = DRAWN.filter(([name]) => !AS_JSON.includes(name)).flatMap(([, route, answer]) =>
      draw(route, answer, { style, columns })
        .split('\n')
        .filter((line) => widthOf(line) > columns)
        .map((line) => `${route}: ${line}`),
    );
    // The columns of a table of eight numbers cannot be fewer.
    expect(wide.filter((line) => columns >= 80 || !line.startsWith('usage'))).toEqual([]);
  });

  it('falls back on JSON for what it does not know', () => {
    for (const [route, body] of [
      ['card', { player: null }],
      ['teams', []],
      ['stats', 'text'],
      [undefined, { a: 1 }],
      ['statsBatch', examples.routes.statsBatch],
    ] as const) {
      expect(draw(route, body, { style, columns: 80 })).toBe(jsonText(body));
    }
  });

  it('lets no text move the cursor, nor turn the direction of writing', () => {
    const hostile = '\u001b[2J\u009b31mA\u202eB\r\nC\u0007';
    const blocks: readonly Block[] = [
      { kind: 'title', text: hostile },
      { kind: 'line', text: hostile },
      { kind: 'fields', fields: [['label', hostile]] },
      { kind: 'grid', title: hostile, fields: [[hostile, hostile]] },
      { kind: 'box', title: hostile, blocks: [{ kind: 'line', text: hostile }] },
      { kind: 'table', columns: ['one'], rows: [[hostile]] },
    ];
    const drawn = renderBlocks(blocks, { style, columns: 80 });
    expect(drawn).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    expect(jsonText({ hostile })).not.toMatch(/[\u007f-\u009f]/);
    expect(JSON.parse(jsonText({ hostile }))).toEqual({ hostile });
  });
});

describe('a text', () => {
  it.each([
    ['Luka Dončić', 11],
    ['Doncic\u0301', 6],
    ['大谷翔平', 8],
    ['🏈', 2],
    [style.bold('a'), 1],
    [createStyle(true).red('abc'), 3],
  ])('%j has %i columns', (text, columns) => {
    expect(widthOf(text)).toBe(columns);
  });

  it('is cut to its columns', () => {
    expect([cut('abcdef', 6), cut('abcdef', 5), cut('大谷翔平', 4), plain('a\tb\nc')]).toEqual([
      'abcdef',
      'abcd…',
      '大…',
      'a b c',
    ]);
  });

  it.each([
    [{ isTty: true, env: {}, isForbidden: false }, true],
    [{ isTty: false, env: {}, isForbidden: false }, false],
    [{ isTty: true, env: { NO_COLOR: '1' }, isForbidden: false }, false],
    [{ isTty: true, env: { NO_COLOR: 'yes' }, isForbidden: false }, false],
    [{ isTty: true, env: { NO_COLOR: '' }, isForbidden: false }, true],
    [{ isTty: true, env: { TERM: 'dumb' }, isForbidden: false }, false],
    [{ isTty: true, env: {}, isForbidden: true }, false],
  ])('is coloured where that is wanted: %j', (question, wanted) => {
    expect(wantsColours(question)).toBe(wanted);
  });
});
