import { describe, expect, it } from 'vitest';
import { breakingChanges, isVersionForBreaking } from '../../../infra/contract/breaking.ts';
import { committedContract } from '../../support/response-schema.ts';

interface Operation {
  parameters: object[];
  responses: Record<string, unknown>;
}

interface Contract {
  readonly info: { description: string };
  readonly paths: Record<string, { get: Operation } | undefined>;
  readonly components: {
    readonly schemas: Record<string, { properties: Record<string, object>; required: string[] }>;
  };
}

const changed = (change: (contract: Contract) => void): string => {
  const contract = structuredClone(committedContract) as Contract;
  change(contract);
  return JSON.stringify(contract);
};

const base = JSON.stringify(committedContract);
const LIMIT_MS = 60_000;
const TEAMS = '/v1/{league}/teams';

const operation = (contract: Contract, path: string): Operation => {
  const found = contract.paths[path]?.get;
  if (found === undefined) throw new Error(`No ${path}`);
  return found;
};

const schema = ({ components }: Contract, name: string) => {
  const found = components.schemas[name];
  if (found === undefined) throw new Error(`No ${name}`);
  return found;
};

// `redocly diff` is called experimental: these are the changes that it must see.
describe('a change of the contract', () => {
  it('breaks clients where something goes that they use, or they must give more', { timeout: LIMIT_MS }, async () => {
    const changes = await breakingChanges(
      base,
      changed((contract) => {
        contract.paths['/v1/usage'] = undefined;
        operation(contract, TEAMS).parameters.push({
          name: 'page',
          in: 'query',
          required: true,
          schema: { type: 'integer' },
        });
        delete schema(contract, 'Player').properties.name;
        const { required } = schema(contract, 'Roster');
        required.splice(required.indexOf('players'), 1);
        schema(contract, 'TeamRef').properties.name = { type: 'integer' };
      }),
    );
    const told = changes.join('\n');
    for (const what of [
      /Path `\/v1\/usage` was removed/,
      /Required `page` query parameter was added/,
      /Property `name` of `Player` was removed/,
      /Properties of `Roster` are no longer required: `players`/,
      /Type of `name` widened from 'string' to 'integer'/,
    ]) {
      expect(told).toMatch(what);
    }
  });

  it('breaks nobody where something comes', { timeout: LIMIT_MS }, async () => {
    const changes = await breakingChanges(
      base,
      changed((contract) => {
        contract.info.description = 'Other words';
        const { get } = contract.paths['/v1/usage'] ?? {};
        if (get) contract.paths['/v1/more'] = { get: { ...get, operationId: 'getMore' } as Operation };
        operation(contract, TEAMS).parameters.push({ name: 'page', in: 'query', schema: { type: 'integer' } });
        schema(contract, 'Player').properties.nickname = { type: 'string' };
        operation(contract, TEAMS).responses['418'] = { description: 'A new problem' };
      }),
    );
    expect(changes).toEqual([]);
  });
});

describe('the version of a contract that breaks clients', () => {
  it.each([
    ['0.1.0', '0.1.0', false],
    ['0.1.0', '0.1.1', false],
    ['0.1.0', '0.2.0', true],
    ['0.9.3', '1.0.0', true],
    ['1.4.0', '1.5.0', false],
    ['1.4.0', '2.0.0', true],
    ['2.0.0', '1.9.0', false],
  ])('%s, then %s: %s', (before, now, isTold) => {
    expect(isVersionForBreaking(before, now)).toBe(isTold);
  });
});
