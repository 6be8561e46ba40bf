import type { Answers } from './document.ts';
import type { RouteName } from './operations.ts';
import { CONTRACT_ROUTES } from './routes.ts';

const NAMES = Object.keys(CONTRACT_ROUTES) as readonly RouteName[];

/** What the routes answer with: the schemas of lib/http/documents, by name. */
export const answers = (): Answers => ({
  schemas: { Problem: { type: 'object', properties: { code: { type: 'string' } }, required: ['code'] } },
  schemaOf: Object.fromEntries(NAMES.map((name) => [name, { type: 'object' }])) as unknown as Answers['schemaOf'],
  examples: {},
});
