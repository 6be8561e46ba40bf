import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureCrossings, type Crossings } from './crossings.ts';
import { measureStructure, type Structure } from './structure.ts';

const USAGE = `Usage: npm run bench -- house [--against DIR]

  What the code looks like to somebody who reads it, in counts.
  --against DIR   another checkout of Statline, with its node_modules: its counts stand first
  --files NAME    the files crossed as well: \`a hit in memory\`, \`a purge run\`, …
`;

interface Measured {
  readonly structure: Structure;
  readonly crossings: Crossings;
}

const measure = async (root: string): Promise<Measured> => ({
  structure: measureStructure(root),
  crossings: await measureCrossings(root),
});

// Rooms have changed their names: what plans a run is in one of these.
const PURGE_ROOM = /^lib\/sports\/(purging|moves)\//;
const WARM_ROOM = /^lib\/sports\/warming\//;
const ENGINE = /^lib\/cache\//;

type Row = readonly [name: string, value: (measured: Measured) => string];

const crossed =
  (name: string, room = /^/) =>
  ({ crossings }: Measured): string =>
    String((crossings.get(name) ?? []).filter((file) => room.test(file)).length);

const ROWS: readonly Row[] = [
  ['files in lib', ({ structure }) => String(structure.libFiles)],
  ['flat files in lib/sports', ({ structure }) => String(structure.flatSportsFiles)],
  ['files of lib of 20 lines or fewer', ({ structure }) => String(structure.smallFiles)],
  ['pairs of folders that import each other', ({ structure }) => String(structure.mutualFolders)],
  ['circles of folders', ({ structure }) => String(structure.folderCircles)],
  ['import statements, of all lines', ({ structure }) => `${(structure.importShare * 100).toFixed(1)} %`],
  ['files crossed by a hit in memory', crossed('a hit in memory')],
  ['  of them in the engine', crossed('a hit in memory', ENGINE)],
  ['files crossed by an L2 hit', crossed('an L2 hit')],
  ['  of them in the engine', crossed('an L2 hit', ENGINE)],
  ['files crossed by a cold miss', crossed('a cold miss')],
  ['  of them in the engine', crossed('a cold miss', ENGINE)],
  ['files crossed by a warm run', crossed('a warm run')],
  ['  of them in its room', crossed('a warm run', WARM_ROOM)],
  ['files crossed by a purge run', crossed('a purge run')],
  ['  of them in its room', crossed('a purge run', PURGE_ROOM)],
];

const { values } = parseArgs({
  options: { against: { type: 'string' }, files: { type: 'string' }, help: { type: 'boolean', default: false } },
});

if (values.help) process.stdout.write(USAGE);
else {
  const roots = [...(values.against === undefined ? [] : [values.against]), join(import.meta.dirname, '..', '..')];
  const columns: Measured[] = [];
  for (const root of roots) columns.push(await measure(root));
  const line = (name: string, cells: readonly string[]): string =>
    `${name.padEnd(42)}${cells.map((cell) => cell.padStart(9)).join('')}\n`;
  if (columns.length > 1) process.stdout.write(line('', ['before', 'after']));
  for (const [name, value] of ROWS) process.stdout.write(line(name, columns.map(value)));
  if (values.files !== undefined) {
    for (const { crossings } of columns) process.stdout.write(`\n${(crossings.get(values.files) ?? []).join('\n')}\n`);
  }
}
