import { describe, expect, it } from 'vitest';
import { openApiDocument } from '../../../infra/contract/document.ts';
import { EXAMPLES } from '../../../infra/contract/examples.ts';
import { OPERATIONS } from '../../../infra/contract/operations.ts';
import { PROBLEMS, statusOf } from '../../../infra/contract/problems.ts';
import type { ProblemCode } from '../../../lib/http/answers/index.ts';
import { CONTRACT_ROUTES } from '../../../infra/contract/routes.ts';
import { ROUTE } from '../../../lib/http/route-keys.ts';
import { committedContract, responseSchema } from '../../support/response-schema.ts';

interface Operation {
  readonly operationId: string;
  readonly security: readonly object[];
  readonly responses: Readonly<Record<string, { readonly $ref?: string }>>;
}

const contract = committedContract as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly examples: Readonly<Record<string, { readonly value: unknown }>> };
};

describe('docs/openapi.json', () => {
  it('is up to date: else run `npm run contract`', () => {
    expect(committedContract).toEqual(openApiDocument(EXAMPLES));
  });

  it('has every route, under a name of its own', () => {
    const keys = Object.entries(contract.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(keys.sort()).toEqual(
      Object.values(CONTRACT_ROUTES)
        .map(({ key }) => key)
        .sort(),
    );
    const ids = Object.values(OPERATIONS).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('asks for a key where the function does', () => {
    for (const { key, access } of Object.values(CONTRACT_ROUTES)) {
      const [method = '', path = ''] = key.split(' ');
      const operation = contract.paths[path]?.[method.toLowerCase()];
      expect(operation?.security.length, key).toBe(access === 'open' ? 0 : 2);
    }
  });

  it('gives the routes of each code its status, and shows the code as its schema has it', () => {
    for (const [code, { routes }] of Object.entries(PROBLEMS) as [ProblemCode, (typeof PROBLEMS)[ProblemCode]][]) {
      const shown = contract.components.examples[code]?.value;
      expect(shown).toMatchObject({ code, status: statusOf(code) });
      const keys = routes.length === 0 ? ['$default'] : routes.map((name) => CONTRACT_ROUTES[name].key);
      for (const key of keys) {
        const check = responseSchema(key, statusOf(code));
        expect(check?.(shown), `${key} ${code}`).toBe(true);
      }
    }
  });
});

describe('the schema of a response', () => {
  it('refuses a code that the route does not give', () => {
    const check = responseSchema(ROUTE.teams, 404);
    expect(check?.(body('league-not-found'))).toBe(true);
    expect(check?.({ ...body('league-not-found'), more: 1 })).toBe(false);
    expect(check?.(body('no-stats'))).toBe(false);
  });

  it('is missing where the route has no such status, and where the answer has no body', () => {
    expect(responseSchema(ROUTE.health, 401)).toBeUndefined();
    expect(responseSchema(ROUTE.stats, 418)).toBeUndefined();
    expect(responseSchema(ROUTE.stats, 304)).toBeUndefined();
  });

  it('of a request that matched no route is one of the problems for those', () => {
    expect(responseSchema('$default', 404)?.(body('route-not-found'))).toBe(true);
    expect(responseSchema('OPTIONS /{proxy+}', 405)?.(body('method-not-allowed'))).toBe(true);
    expect(responseSchema('$default', 401)?.(body('unauthorized'))).toBe(true);
    expect(responseSchema('$default', 404)?.(body('no-stats'))).toBe(false);
  });
});

const body = (code: ProblemCode): object => ({
  type: `urn:statline:problem:${code}`,
  title: 'A title',
  status: statusOf(code),
  code,
  detail: 'A detail',
});
