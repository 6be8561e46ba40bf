import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format } from 'prettier';
import type { GenericSchema } from 'valibot';
import { structureOf, type NamedSchemas } from './structure.ts';
import { nextShapes, type Shapes } from './versions.ts';

const FOLDER = join(import.meta.dirname, '..', '..', 'lib', 'sports', 'resources');

/** What is committed: the structures, for the next change to be held against, and the versions alone, which functions load. */
export const SHAPE_FILES = {
  structures: join(FOLDER, 'stored-shapes.json'),
  versions: join(FOLDER, 'stored-shapes.ts'),
};

const STYLE = { printWidth: 120, singleQuote: true };

/** The texts that both files should have now. */
export const renderShapes = async (
  schemas: Readonly<Record<string, GenericSchema>>,
  named?: NamedSchemas,
): Promise<Readonly<Record<keyof typeof SHAPE_FILES, string>>> => {
  const committed = JSON.parse(await readFile(SHAPE_FILES.structures, 'utf8').catch(orNone)) as Shapes;
  const structures = Object.fromEntries(
    Object.entries(schemas).map(([kind, schema]) => [kind, structureOf(schema, named)]),
  );
  const shapes = nextShapes(committed, structures);
  const versions = Object.entries(shapes).map(([kind, { version }]) => `${kind}: '${version}',`);
  return {
    structures: await format(JSON.stringify(shapes), { ...STYLE, parser: 'json' }),
    versions: await format(`${HEADER}export const STORED_SHAPES = {${versions.join('\n')}} as const;`, {
      ...STYLE,
      parser: 'typescript',
    }),
  };
};

const orNone = (error: NodeJS.ErrnoException): string => {
  if (error.code !== 'ENOENT') throw error;
  return '{}';
};

const HEADER = `// Written by \`npm run shapes\` from lib/http/documents/stored: see docs/decisions/037-stored-names.md.

/** Of each kind of entry: a short text, another one whenever what is stored of that kind is another shape. */
`;
