import { readFile, writeFile } from 'node:fs/promises';
import { NAMED_SCHEMAS, STORED_SCHEMAS } from '../../lib/http/documents/stored/index.ts';
import { renderShapes, SHAPE_FILES } from './render.ts';
import type { Shapes } from './versions.ts';

// `npm run shapes`: writes the structures of stored entries and their versions, and says which kinds have another one.

const shapesIn = (text: string): Shapes => JSON.parse(text) as Shapes;

const before = shapesIn(await readFile(SHAPE_FILES.structures, 'utf8').catch(() => '{}'));
const texts = await renderShapes(STORED_SCHEMAS, NAMED_SCHEMAS);
await writeFile(SHAPE_FILES.structures, texts.structures);
await writeFile(SHAPE_FILES.versions, texts.versions);
const changed = Object.entries(shapesIn(texts.structures)).filter(
  ([kind, { version }]) => before[kind]?.version !== version,
);
const said =
  changed.length === 0
    ? 'No kind of entry has another version.\n'
    : changed.map(([kind, { version }]) => `${kind}: ${before[kind]?.version ?? 'new'} -> ${version}\n`).join('');
process.stdout.write(said);
