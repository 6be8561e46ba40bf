import type { Refusal } from '../../lib/client/exchange.ts';
import type { Api } from '../session/api.ts';
import { fault, ok, warning, type Finding } from './finding.ts';

interface Reached {
  readonly findings: readonly Finding[];
  /** Of the deployment; undefined: it was not reached. */
  readonly version: string | undefined;
}

/** Whether Statline answers there, and which release. Needs no key. */
export const checkAddress = async (api: Api, ownVersion: string, now: () => number): Promise<Reached> => {
  const began = now();
  const exchange = await api.get('/v1/health');
  const elapsed = now() - began;
  if (exchange.kind === 'refusal') return { findings: [unreached(exchange, api.url)], version: undefined };
  const { body } = exchange;
  if (!isHealth(body)) {
    return { findings: [fault('address', `${api.url} answers, but is no Statline`, STRANGER)], version: undefined };
  }
  const { version, upstream } = body;
  const answers = ok('address', `Statline ${version} answers in ${elapsed} ms; its provider is ${upstream.label}`);
  return { findings: [answers, ...otherRelease(version, ownVersion)], version };
};

const STRANGER = 'Compare the address with the one that `cdk deploy` or `npm start` has printed; it ends before /v1';

const otherRelease = (theirs: string, own: string): readonly Finding[] => {
  if (theirs === own) return [];
  const says = `The deployment has ${theirs}, this command line ${own}`;
  return [warning('version', says, 'They understand each other as far as CHANGELOG.md says; update the older one')];
};

const isHealth = (body: unknown): body is { readonly version: string; readonly upstream: { readonly label: string } } =>
  typeof body === 'object' && body !== null && 'tiers' in body && 'upstream' in body && 'version' in body;

const unreached = ({ reason, code, detail }: Refusal, url: string): Finding => {
  if (reason === 'connection') {
    const [, says, advice] = CONNECTIONS.find(([pattern]) => pattern.test(detail)) ?? OTHER_CONNECTION;
    return fault('address', `${says} (${url}: ${detail})`, advice);
  }
  if (reason === 'client-timeout') {
    return fault('address', `${url} gives ${detail}`, 'Check the network and firewalls on the way, or give --timeout');
  }
  if (code !== null || reason === 'service-failed') {
    return fault(
      'address',
      `The service fails (${detail})`,
      "Read the api function's log: docs/runbook.md, A function fails or does not start",
    );
  }
  if (reason === 'throttled') {
    return fault('address', `${url} lets nobody through (${detail})`, 'See docs/runbook.md, Requests are throttled');
  }
  return fault('address', `${url} answers, but is no Statline (${detail})`, STRANGER);
};

type ConnectionCause = readonly [pattern: RegExp, says: string, advice: string];

/** By what Node says of a connection. */
const CONNECTIONS: readonly ConnectionCause[] = [
  [/ECONNREFUSED/, 'Nothing listens there', 'Start the local stack (npm start), or name a deployment with --url'],
  [/ENOTFOUND|EAI_AGAIN/, 'There is no such host', 'Check the spelling of the address, and the network'],
  [
    /CERT|SSL|TLS|self-signed|wrong version number/i,
    'No secure connection',
    'Check https or http, and the certificate',
  ],
];
const OTHER_CONNECTION: ConnectionCause = [/./, 'No connection', 'Check the address and the network'];
