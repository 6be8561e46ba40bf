import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createFunction } from '../local/runtime/runtime.ts';
import type { LocalFunction } from '../local/runtime/function.ts';
import type { DeployedFunction } from './deployed.ts';

const run = promisify(execFile);

export interface RunOptions {
  readonly folder: string;
  /** Override the function's own. */
  readonly variables: Readonly<Record<string, string>>;
  readonly log: (line: string) => void;
}

/** Runs the uploaded code with the deployed variables, as Lambda does. */
export const runDeployed = async (
  { name, code, variables: own }: DeployedFunction,
  { folder, variables, log }: RunOptions,
): Promise<LocalFunction> => {
  const taskRoot = join(folder, name);
  await mkdir(taskRoot, { recursive: true });
  const zip = `${taskRoot}.zip`;
  await writeFile(zip, code);
  // Python is there wherever moto runs, and can unzip.
  await run('python3', ['-m', 'zipfile', '-e', zip, taskRoot]);
  return createFunction({
    name,
    taskRoot,
    environment: { ...own, ...variables },
    environments: 1,
    timeout: 30_000,
    log: (_, line) => log(`${name} | ${line}`),
  });
};

/** The status and body of a function's answer to a request. */
export const ask = async (
  fn: LocalFunction,
  routeKey: string,
  {
    key,
    path = {},
    body,
  }: { readonly key?: string; readonly path?: Readonly<Record<string, string>>; readonly body?: object } = {},
): Promise<{ readonly status: number; readonly body: string }> => {
  const result = await fn.invoke({
    version: '2.0',
    routeKey,
    headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
    pathParameters: path,
    requestContext: { requestId: 'drill' },
    isBase64Encoded: false,
    ...(body && { body: JSON.stringify(body) }),
  });
  if (result.kind !== 'response')
    throw new Error(`${routeKey}: the function ${result.kind}: ${JSON.stringify(result)}`);
  const reply = JSON.parse(result.payload) as { statusCode: number; body: string };
  return { status: reply.statusCode, body: reply.body };
};
