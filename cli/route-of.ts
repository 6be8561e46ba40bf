import type { Answers } from '../lib/http/answers/index.ts';
import { ROUTES } from '../lib/http/route-keys.ts';
import { createRouter } from '../lib/http/router.ts';

const NAMES = new Map(Object.entries(ROUTES).map(([name, { key }]) => [key as string, name as keyof Answers]));

/** The route that answers GET of a path; undefined: none that this release knows. */
export const routeOf = (path: string): keyof Answers | undefined => {
  const router = createRouter([...NAMES.keys()]);
  const match = router('GET', (path.split('?')[0] ?? '').slice(1).split('/'));
  return match.kind === 'route' ? NAMES.get(match.routeKey) : undefined;
};
