import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from '../local/free-port.ts';

const run = promisify(execFile);
const START_TIMEOUT_MS = 30_000;

/** An AWS on this machine: `moto_server`, for as long as a drill takes. */
export interface Moto {
  /** With `localhost`, not an address: a bucket's name is a subdomain of it. */
  readonly url: string;
  /** An XML answer of a service with the Query protocol (CloudFormation, IAM). */
  query(service: string, version: string, parameters: Readonly<Record<string, string>>): Promise<string>;
  /** A JSON answer: by target (DynamoDB, events, SQS), or of a path (Lambda). */
  json(
    service: string,
    to: { readonly target: string; readonly body: object } | { readonly path: string },
  ): Promise<unknown>;
  /** An object's bytes. */
  object(bucket: string, key: string): Promise<Buffer>;
  close(): Promise<void>;
}

/** Whether there is a `moto_server` to start. */
export const hasMoto = (): Promise<boolean> =>
  run('moto_server', ['--help']).then(
    () => true,
    () => false,
  );

export const startMoto = async (): Promise<Moto> => {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const child = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  const close = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  try {
    await answers(`${url}/moto-api/`);
  } catch (error) {
    await close();
    throw error;
  }
  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const response = await fetch(`${url}${path}`, { ...init, signal: AbortSignal.timeout(20_000) });
    if (response.ok) return response;
    throw new Error(`${path}: ${response.status} ${(await response.text()).slice(0, 300)}`);
  };
  return {
    url,
    query: async (service, version, parameters) => {
      const body = new URLSearchParams({ ...parameters, Version: version });
      return (await ask('/', { method: 'POST', headers: signedFor(service), body })).text();
    },
    json: async (service, to) => {
      const response =
        'path' in to
          ? await ask(to.path, { headers: signedFor(service) })
          : await ask('/', {
              method: 'POST',
              headers: {
                ...signedFor(service),
                'content-type': 'application/x-amz-json-1.1',
                'x-amz-target': to.target,
              },
              body: JSON.stringify(to.body),
            });
      return response.json();
    },
    object: async (bucket, key) =>
      Buffer.from(await (await ask(`/${bucket}/${key}`, { headers: signedFor('s3') })).arrayBuffer()),
    close,
  };
};

// moto reads the service's name from the signature and does not verify it.
const signedFor = (service: string): Record<string, string> => ({
  authorization: `AWS4-HMAC-SHA256 Credential=drill/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
});

const answers = async (url: string): Promise<void> => {
  const until = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < until) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok === true) return;
    await pause(200);
  }
  throw new Error('moto_server does not answer');
};
