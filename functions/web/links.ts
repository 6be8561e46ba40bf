import type { RootAnswer, RouteLink } from '../../lib/http/answers/index.ts';
import { ROUTES } from '../../lib/http/route-keys.ts';

const DOCUMENTS = [
  { name: 'docs', key: 'GET /docs', access: 'open' },
  { name: 'openapi', key: 'GET /openapi.json', access: 'open' },
] as const;

const links = [...Object.entries(ROUTES).map(([name, route]) => ({ name, ...route })), ...DOCUMENTS]
  .filter(({ access }) => access !== 'admin')
  .map(({ name, key, access }): RouteLink => {
    const [method = '', path = ''] = key.split(' ');
    return { name, method, path, key: access === 'open' ? 'not needed' : 'needed' };
  });

/** What there is to ask, for programs. */
export const LINKS = JSON.stringify({ name: 'Statline', links } satisfies RootAnswer);
