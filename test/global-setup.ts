import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { checkedTable } from './checked-responses.ts';
import type { Bundles } from '../infra/local/stack/bundles.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The folder for what the files of a run share; removed when the run ends. */
    readonly shared: string;
    /** Answers where the bundles of the real functions are, and builds them when it is first asked. */
    readonly bundlesUrl: string;
  }
}

export default async ({ provide }: TestProject): Promise<() => Promise<void>> => {
  const shared = await mkdtemp(join(tmpdir(), 'statline-tests-'));
  provide('shared', shared);

  let built: Promise<Bundles> | undefined;
  const build = async (): Promise<Bundles> => {
    const { buildBundles } = await import('../infra/local/stack/bundles.ts');
    return buildBundles({ parent: shared, log: () => undefined });
  };
  // Here, because the workers are processes: each would build them for itself.
  const server = createServer((_, response) => {
    (built ??= build()).then(
      ({ taskRoot, taskRoots, bootstrap }) =>
        response.end(JSON.stringify({ taskRoot, taskRoots: [...taskRoots], bootstrap })),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  provide('bundlesUrl', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);

  return async () => {
    server.close();
    server.closeAllConnections();
    process.stdout.write(await checkedTable(join(shared, 'responses')));
    await rm(shared, { recursive: true, force: true });
  };
};
