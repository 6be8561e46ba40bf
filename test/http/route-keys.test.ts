import { expect, it } from 'vitest';
import { accessOf, ROUTE, ROUTE_KEYS, ROUTES, type RouteTable } from '../../lib/http/route-keys.ts';

it('says of every route who may ask', () => {
  const open = ROUTE_KEYS.filter((key) => accessOf(key) === 'open');
  const admin = ROUTE_KEYS.filter((key) => accessOf(key) === 'admin');
  expect(open).toEqual(['GET /v1/health', 'GET /']);
  expect(admin).toEqual([ROUTE.purge, ROUTE.warm]);
  expect(ROUTE_KEYS).toHaveLength(Object.keys(ROUTES).length);
});

it('keeps every path under /v1/admin/ for admins', () => {
  expect(ROUTE_KEYS.filter((key) => key.includes('/admin/')).map(accessOf)).toEqual(['admin', 'admin']);
});

it('asks for a key on what is no route', () => {
  expect([accessOf('GET /openapi.json'), accessOf('GET /dashboard'), accessOf('$default')]).toEqual([
    'read',
    'read',
    'read',
  ]);
});

it('does not compile with a route that does not say who may ask', () => {
  // @ts-expect-error: `access` is missing
  const table: RouteTable = { secrets: { key: 'GET /v1/secrets' } };
  // @ts-expect-error: nobody is a `guest`
  const other: RouteTable = { secrets: { key: 'GET /v1/secrets', access: 'guest' } };
  expect([table, other]).toHaveLength(2);
});
