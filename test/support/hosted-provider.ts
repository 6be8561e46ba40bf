import type { PlayerId, TeamId } from '../../lib/sports/model/index.ts';
import { UpstreamError, type Upstream, type UpstreamCall } from '../../lib/sports/upstream/index.ts';
import { sendGuarded } from '../../lib/upstreams/send-guarded.ts';
import { createFakeUpstream } from './fake-upstream.ts';
import type { FakeClock } from './fake-clock.ts';

type Answering = () => Promise<void>;

/** A provider whose players are on one host and whose rosters are on another, as an adapter has them. */
export interface HostedProvider {
  /** The adapter in one environment. `charge` is awaited before each request. */
  adapter(charge?: () => Promise<void>): Upstream;
  /** What every request meets, or those for one document: `player nfl 1`. Undefined: an answer. */
  meets(fault: Answering | undefined, document?: string): void;
  /** Requests since it was last asked: `player nfl 1`. */
  requests(): readonly string[];
}

export const createHostedProvider = (): HostedProvider => {
  const requests: string[] = [];
  const faults = new Map<string, Answering | undefined>();

  const request = async <T>(host: string, document: string, call: UpstreamCall, charge: Answering, value: () => T) =>
    sendGuarded(call, { host, document, charge }, async () => {
      requests.push(document);
      await (faults.get(document) ?? faults.get('*'))?.();
      return value();
    });

  return {
    adapter(charge = () => Promise.resolve()) {
      const plain = createFakeUpstream();
      return {
        ...plain,
        player: (league, id, call) => request('core', `player ${league} ${id}`, call, charge, () => null),
        roster: (league, id, call) => request('site', `roster ${league} ${id}`, call, charge, () => null),
        search: (league, text, call) => request('web', `search ${league} ${text}`, call, charge, () => []),
        teams: async (league, call) => {
          await request('site', `teams ${league}`, call, charge, () => null);
          throw new UpstreamError('malformed', 'no teams');
        },
      };
    },
    meets: (fault, document = '*') => void faults.set(document, fault),
    requests: () => requests.splice(0),
  };
};

/** A fault that shows at once. */
export const failing = (code: UpstreamError['code'], details: { readonly retryAfter?: number } = {}): Answering => {
  return () => Promise.reject(new UpstreamError(code, 'in a test', details));
};

/** No answer, for as long as a call may take. */
export const hanging =
  (clock: FakeClock, ms = 4000): Answering =>
  () => {
    clock.advance(ms);
    return Promise.reject(new UpstreamError('timeout', 'in a test'));
  };

export const playerId = (number: number): PlayerId => String(number) as PlayerId;
export const teamId = (number: number): TeamId => String(number) as TeamId;
