import { randomBytes } from 'node:crypto';
import { ENV } from '../../lib/config.ts';
import { ROUTE } from '../../lib/http/route-keys.ts';
import { MCP_ROUTES } from '../../lib/http/mcp-routes.ts';
import { WEB_ROUTES } from '../../lib/http/web-routes.ts';
import { startSimulatedEspn } from '../../simulators/espn/index.ts';
import { espnVariables } from '../local/stack/variables.ts';
import { createKey } from '../../cli/keys/document.ts';
import { secretStore } from '../../cli/keys/secret-store.ts';
import { awsAt } from './cdk.ts';
import type { DeployedFunction } from './deployed.ts';
import { ask, runDeployed } from './invoke.ts';

export interface QuestionsOptions {
  readonly functions: readonly DeployedFunction[];
  readonly endpoint: string;
  readonly folder: string;
  readonly adminKey: string;
  readonly print: (line: string) => void;
}

/** Runs what was uploaded with the variables it was deployed with, against that account and a simulated provider. */
export const tryFunctions = async ({
  functions,
  endpoint,
  folder,
  adminKey,
  print,
}: QuestionsOptions): Promise<void> => {
  const upstream = await startSimulatedEspn();
  const variables = {
    ...awsAt(endpoint),
    ...espnVariables({ url: upstream.url, label: 'drill' }),
    // Warming all of them takes more calls than a minute has.
    [ENV.leagues]: 'nfl',
    // Two cores carry all of AWS here.
    [ENV.tableTimeout]: '5000',
  };
  const log = (line: string): void => {
    if (/"level":"(ERROR|WARN)"/.test(line)) print(`    ${line.slice(0, 300)}`);
  };
  const running = await Promise.all(
    functions.map(async (deployed) => ({ deployed, fn: await runDeployed(deployed, { folder, variables, log }) })),
  );
  try {
    for (const { deployed, fn } of running) {
      if (deployed.name === 'api') await askApi(fn, { deployed, endpoint, adminKey });
      else if (deployed.name === 'web') await askWeb(fn);
      else if (deployed.name === 'mcp') await askMcp(fn);
      else {
        const result = await fn.invoke(deployed.name === 'refresh' ? { Records: [] } : {});
        if (result.kind !== 'response') throw new Error(`${deployed.name}: ${JSON.stringify(result)}`);
      }
    }
  } finally {
    await Promise.all([...running.map(({ fn }) => fn.close()), upstream.close()]);
  }
};

const askApi = async (
  fn: Parameters<typeof ask>[0],
  {
    deployed,
    endpoint,
    adminKey,
  }: { readonly deployed: DeployedFunction; readonly endpoint: string; readonly adminKey: string },
): Promise<void> => {
  const reader = await addReader(deployed.variables[ENV.apiKeysSecret] ?? '', endpoint);
  const path = { league: 'nfl' };
  const body = { league: 'nfl', scope: 'teams' };
  await expectStatuses([
    [200, ask(fn, ROUTE.health)],
    [401, ask(fn, ROUTE.teams, { path })],
    [401, ask(fn, ROUTE.teams, { path, key: 'guess' })],
    [200, ask(fn, ROUTE.teams, { path, key: reader })],
    [200, ask(fn, ROUTE.teams, { path, key: adminKey })],
    [403, ask(fn, ROUTE.purge, { key: reader, body })],
    [200, ask(fn, ROUTE.purge, { key: adminKey, body })],
  ]);
};

/** The pages need no key, and their function no other resource. */
const askWeb = async (fn: Parameters<typeof ask>[0]): Promise<void> => {
  const { start, docs, file, openapi, icon } = WEB_ROUTES;
  await expectStatuses([
    [200, ask(fn, start.key)],
    [200, ask(fn, docs.key)],
    [200, ask(fn, openapi.key)],
    [200, ask(fn, icon.key)],
    [200, ask(fn, file.key, { path: { file: 'swagger-ui.css' } })],
    [404, ask(fn, file.key, { path: { file: '../lambda.mjs' } })],
  ]);
};

/** Its keys are those of the API. What it asks the API is not rehearsed: nothing here listens at the address of one. */
const askMcp = async (fn: Parameters<typeof ask>[0]): Promise<void> => {
  const { mcp, discovery } = MCP_ROUTES;
  await expectStatuses([
    [401, ask(fn, mcp.key)],
    [401, ask(fn, mcp.key, { key: 'guess' })],
    [404, ask(fn, discovery.key, { path: { document: 'oauth-protected-resource' } })],
  ]);
};

const expectStatuses = async (
  asked: readonly (readonly [expected: number, answer: ReturnType<typeof ask>])[],
): Promise<void> => {
  for (const [expected, answer] of asked) {
    const { status, body: text } = await answer;
    if (status !== expected) throw new Error(`expected ${expected}, was answered ${status}: ${text.slice(0, 300)}`);
  }
};

/** As `statline keys` does it. */
const addReader = async (secretId: string, endpoint: string): Promise<string> => {
  const { key, entry } = createKey({ role: 'read', name: 'drill', random: () => randomBytes(32) });
  await secretStore({ secretId, variables: awsAt(endpoint) }).change((document) => ({
    ...document,
    keys: [...document.keys, entry],
  }));
  return key;
};
