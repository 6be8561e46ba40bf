import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createKey } from '../../cli/keys/document.ts';
import { ENV } from '../../lib/config.ts';

/** Keys with names, in a secret that the functions read as they do on AWS. */
export interface NamedKeys<Name extends string> {
  readonly keys: Readonly<Record<Name, string>>;
  /** For the stack. */
  readonly variables: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

export const startNamedKeys = async <Name extends string>(
  roles: Readonly<Record<Name, 'read' | 'admin'>>,
): Promise<NamedKeys<Name>> => {
  const made = (Object.entries(roles) as [Name, 'read' | 'admin'][]).map(
    ([name, role]) => [name, createKey({ role, name, random: () => randomBytes(32) })] as const,
  );
  const secret = JSON.stringify({ keys: made.map(([, { entry }]) => entry) });
  const server = createServer((request, response) => {
    request.resume();
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    response.end(JSON.stringify({ Name: 'keys', SecretString: secret }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  // A key in the environment beside the secret: the page is told by it that keys are needed.
  const spare = createKey({ role: 'read', name: 'spare', random: () => randomBytes(32) });
  return {
    keys: Object.fromEntries(made.map(([name, { key }]) => [name, key])) as Record<Name, string>,
    variables: {
      AWS_ENDPOINT_URL_SECRETS_MANAGER: `http://127.0.0.1:${port}`,
      [ENV.apiKeysSecret]: 'keys',
      [ENV.apiKeyHashes]: `read:${spare.entry.sha256}`,
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
};
