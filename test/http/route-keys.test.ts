import { expect, it } from 'vitest';
import { WEB_ROUTE_KEYS, WEB_ROUTES } from '../../lib/http/web-routes.ts';
import { accessOf, ROUTE, ROUTE_KEYS, ROUTES, type RouteTable } from '../../lib/http/route-keys.ts';

it('says of every route who may ask', () => {
  const open = ROUTE_KEYS.filter((key) => accessOf(key) === 'open');
  const admin = ROUTE_KEYS.filter((key) => accessOf(key) === 'admin');
  expect(open).toEqual(['GET /v1/health']);
  expect(admin).toEqual([ROUTE.adminHealth, ROUTE.purge, ROUTE.warm]);
  expect(ROUTE_KEYS).toHaveLength(Object.keys(ROUTES).length);
});

it('keeps every path under /v1/admin/ for admins', () => {
  expect(ROUTE_KEYS.filter((key) => key.includes('/admin/')).map(accessOf)).toEqual(['admin', 'admin', 'admin']);
});

it('asks for a key on what is no route', () => {
  expect([accessOf('GET /dashboard'), accessOf('ANY /v1/{league}'), accessOf('$default')]).toEqual([
    'read',
    'read',
    'read',
  ]);
});

it('asks for no key on the pages, whatever the method', () => {
  expect(Object.values(WEB_ROUTES).map(({ access }) => access)).toEqual(WEB_ROUTE_KEYS.map(() => 'open'));
  expect(WEB_ROUTE_KEYS.filter((key) => !key.startsWith('ANY /'))).toEqual([]);
  expect(WEB_ROUTE_KEYS.filter((key) => key.startsWith('ANY /v1'))).toEqual([]);
});

it('does not compile with a route that does not say who may ask', () => {
  // @ts-expect-error: `access` is missing
  const table: RouteTable = { secrets: { key: 'GET /v1/secrets' } };
  // @ts-expect-error: nobody is a `guest`
  const other: RouteTable = { secrets: { key: 'GET /v1/secrets', access: 'guest' } };
  expect([table, other]).toHaveLength(2);
});
