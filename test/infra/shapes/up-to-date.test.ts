import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { renderShapes, SHAPE_FILES } from '../../../infra/shapes/render.ts';
import { NAMED_SCHEMAS, STORED_SCHEMAS } from '../../../lib/http/documents/stored/index.ts';
import { STORED_SHAPES } from '../../../lib/sports/resources/stored-shapes.ts';

it('the committed shapes are those of the schemas: after a change of one, run `npm run shapes`', async () => {
  const texts = await renderShapes(STORED_SCHEMAS, NAMED_SCHEMAS);
  expect(await readFile(SHAPE_FILES.structures, 'utf8')).toBe(texts.structures);
  expect(await readFile(SHAPE_FILES.versions, 'utf8')).toBe(texts.versions);
});

it('functions load half a kilobyte for them', () => {
  expect(JSON.stringify(STORED_SHAPES).length).toBeLessThan(512);
});
