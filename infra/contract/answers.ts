import { ROUTES } from '../../lib/http/route-keys.ts';
import type { Answers } from './document.ts';
import type { RouteName } from './operations.ts';

const NAMES = Object.keys(ROUTES) as readonly RouteName[];

/** What the routes answer with: the schemas of lib/http/documents, by name. */
export const answers = (): Answers => ({
  schemas: { Problem: { type: 'object', properties: { code: { type: 'string' } }, required: ['code'] } },
  schemaOf: Object.fromEntries(NAMES.map((name) => [name, { type: 'object' }])) as unknown as Answers['schemaOf'],
  examples: {},
});
