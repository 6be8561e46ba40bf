import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { accountFaults } from './account.ts';
import { ENV } from '../../lib/config.ts';
import { cdkAgainst } from './cdk.ts';
import { functionAt, resourcesOf, statementsOf, type DeployedFunction } from './deployed.ts';
import { lint } from './lint.ts';
import type { Moto } from './moto.ts';
import { tryFunctions } from './questions.ts';
import { policyLines, tooWide, ttlFaults, without, type CloudFormationTemplate } from './template.ts';

const STACK = 'Statline';
const SECOND_NAME = 'staging';
const SECOND_STACK = `${STACK}-${SECOND_NAME}`;
const HOST_STACK = 'Host';
// From the repository's folder, where the command line runs. The machine's own Node may be too old for it.
const HOST_APP = 'node_modules/.bin/node infra/drill/host-app.ts';
const ADMIN_KEY = 'admin-key-of-the-drill';
// moto fails on a dashboard that refers to alarms, because it has no alarms. What else it does not know it passes over.
const UNKNOWN_TO_MOTO = ['AWS::CloudWatch::Dashboard', 'AWS::Logs::QueryDefinition'];

export interface DrillOptions {
  readonly moto: Moto;
  /** A folder for the drill's output; the caller removes it. */
  readonly folder: string;
  readonly print: (line: string) => void;
}

/** Deploys, checks the resources, invokes the functions, deploys again, and destroys. Throws at the first fault. */
export const drill = async ({ moto, folder, print }: DrillOptions): Promise<void> => {
  const cdk = cdkAgainst(moto.url);
  const step = async <T>(claim: string, work: () => Promise<T>): Promise<T> => {
    const started = performance.now();
    const result = await work();
    print(`ok  ${claim} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
    return result;
  };
  const assembly = join(folder, 'assembly');
  const deploy = (stack = STACK, from = assembly): Promise<string> =>
    cdk('deploy', stack, '--app', from, '--require-approval', 'never', '--progress', 'events');
  const synthesize = async (stack: string, output: string, context: readonly string[], app: readonly string[] = []) => {
    await cdk('synth', '--quiet', ...app, '--output', output, ...context.flatMap((each) => ['--context', each]));
    const file = join(output, `${stack}.template.json`);
    const known = without(JSON.parse(await readFile(file, 'utf8')) as CloudFormationTemplate, UNKNOWN_TO_MOTO);
    await writeFile(file, JSON.stringify(known));
    return known;
  };

  const lintOf = async (stack: string, output: string, app: readonly string[] = []): Promise<void> => {
    await cdk('synth', '--quiet', ...app, '--output', output);
    const linted = await lint(join(output, `${stack}.template.json`));
    if (!linted) print('    (cfn-lint is not installed)');
  };
  await step('the default template synthesizes and lints', () => lintOf(STACK, join(folder, 'default')));
  await step('that of two constructs in a stack of somebody else’s does too', () =>
    lintOf(HOST_STACK, join(folder, 'host'), ['--app', HOST_APP]),
  );
  await step('an account is bootstrapped', () => cdk('bootstrap', 'aws://123456789012/us-east-1'));
  // moto's CloudFormation cannot create secrets, so this deployment uses an existing one.
  const secret = await step('a secret with keys is created', () => createSecret(moto));
  const keys = `apiKeysSecret=${secret}`;
  const template = await step('the stack synthesizes with it', () => synthesize(STACK, assembly, [keys]));
  await step('it deploys', () => deploy());

  const resources = await resourcesOf(moto, STACK);
  printLeftOut(template, resources, print);
  await step('the table, the queue and the rules are as they should be', async () => {
    // moto's CloudFormation creates a table without time to live, so the template is checked for it instead.
    const faults = [...ttlFaults(template), ...(await accountFaults(moto, resources))];
    if (faults.length > 0) throw new Error(faults.join('; '));
  });
  const functions = await step('the functions run the code that was uploaded', () =>
    deployedFunctions(moto, template, resources),
  );
  await step('every function has the permissions it needs, and no more', () => printPolicies(moto, functions, print));
  await step(
    'they answer 401 without a key, 403 to a reader who purges, 200 with the right key, and pages to anybody',
    () => tryFunctions({ functions, endpoint: moto.url, folder, adminKey: ADMIN_KEY, print }),
  );
  await step('a second deployment changes nothing', async () => {
    const printed = await deploy();
    if (!printed.includes('(no changes)'))
      throw new Error(`the second deployment changed something:\n${printed.slice(-2000)}`);
  });
  const destroy = async (stack: string, from: string): Promise<void> => {
    await cdk('destroy', stack, '--app', from, '--force');
    const left = await resourcesOf(moto, stack).catch(() => new Map<string, string>());
    if (left.size > 0) throw new Error(`resources are left: ${[...left.keys()].join(', ')}`);
  };
  await step(
    'one with a name of its own stands beside it, shares nothing with it, and leaves it when it goes',
    async () => {
      const beside = join(folder, 'beside');
      const before = [...(await resourcesOf(moto, STACK)).values()].sort();
      await synthesize(SECOND_STACK, beside, [keys, `name=${SECOND_NAME}`]);
      await deploy(SECOND_STACK, beside);
      const second = [...(await resourcesOf(moto, SECOND_STACK)).values()];
      if (second.length !== before.length) throw new Error(`${second.length} resources beside ${before.length}`);
      // moto has no id for what it passes over.
      const shared = second.filter((id) => id !== '' && before.includes(id));
      if (shared.length > 0) throw new Error(`both have ${shared.join(', ')}`);
      await destroy(SECOND_STACK, beside);
      const after = [...(await resourcesOf(moto, STACK)).values()].sort();
      if (after.join() !== before.join()) throw new Error('the first deployment has changed');
    },
  );
  await step('it is destroyed', () => destroy(STACK, assembly));
  await step('two constructs in a stack of somebody else’s deploy, answer apart from each other, and go', async () => {
    const hosted = join(folder, 'hosted');
    const host = await synthesize(HOST_STACK, hosted, [keys], ['--app', HOST_APP]);
    await deploy(HOST_STACK, hosted);
    const functions = await deployedFunctions(moto, host, await resourcesOf(moto, HOST_STACK));
    const tables = new Map<string, DeployedFunction[]>();
    for (const fn of functions) {
      const table = fn.variables[ENV.tableName];
      if (table !== undefined) tables.set(table, [...(tables.get(table) ?? []), fn]);
    }
    const names = [...tables.values()].map((its) =>
      its
        .map(({ name }) => name)
        .sort()
        .join(),
    );
    if (names.join('; ') !== 'api,purge,refresh,warm; api,purge,refresh,warm') {
      throw new Error(`the functions of each table are ${names.join('; ')}`);
    }
    for (const its of tables.values()) {
      await tryFunctions({ functions: its, endpoint: moto.url, folder, adminKey: ADMIN_KEY, print });
    }
    await destroy(HOST_STACK, hosted);
  });
};

/** A secret with an admin key, as a deployment generates it; a reader is added by its hash. */
const createSecret = async (moto: Moto): Promise<string> => {
  const { ARN } = (await moto.json('secretsmanager', {
    target: 'secretsmanager.CreateSecret',
    body: { Name: 'statline-drill', SecretString: JSON.stringify({ adminKey: ADMIN_KEY, keys: [] }) },
  })) as { ARN: string };
  return ARN;
};

const deployedFunctions = (
  moto: Moto,
  template: CloudFormationTemplate,
  resources: ReadonlyMap<string, string>,
): Promise<readonly DeployedFunction[]> =>
  Promise.all(
    [...resources]
      .filter(([id]) => template.Resources[id]?.Type === 'AWS::Lambda::Function')
      .map((ids) => functionAt(moto, template, ids)),
  );

const printPolicies = async (
  moto: Moto,
  functions: readonly DeployedFunction[],
  print: DrillOptions['print'],
): Promise<void> => {
  for (const { name, role, permissions } of functions) {
    const statements = await statementsOf(moto, role);
    print(`    ${name}: invoked by ${permissions} permission(s), may`);
    for (const line of policyLines(statements)) print(`      ${line}`);
    const faults = tooWide(statements);
    if (statements.length === 0) throw new Error(`${name} has no permissions at all`);
    if (faults.length > 0) throw new Error(`${name}: ${faults.join('; ')}`);
  }
};

const printLeftOut = (
  { Resources }: CloudFormationTemplate,
  deployed: ReadonlyMap<string, string>,
  print: DrillOptions['print'],
): void => {
  const missing = Object.entries(Resources).filter(([id]) => !deployed.has(id));
  const types = [...new Set(missing.map(([, { Type }]) => Type)), ...UNKNOWN_TO_MOTO].sort();
  print(`    not deployed, because moto does not know them: ${types.join(', ')}`);
};
