import type { AdminHealthAnswer } from '../../lib/http/answers/index.ts';
import type { Fetch } from '../../lib/client/options.ts';
import { UsageError } from '../exit-codes.ts';
import { openApi } from '../session/api.ts';
import type { Session } from '../session/session.ts';
import { findTarget, type Target, type TargetOptions } from '../session/target.ts';
import { checkAddress } from './address.ts';
import { checkClock, type ClockReading } from './clock.ts';
import { checkConfiguration } from './configuration.ts';
import { fault, type Finding } from './finding.ts';
import { checkKey } from './key.ts';
import { checkBudget, checkRuns } from './operations.ts';
import { checkProvider } from './provider.ts';
import { checkTiers } from './tiers.ts';

export interface DiagnoseOptions {
  readonly target: TargetOptions;
  /** Milliseconds, of each answer. */
  readonly timeout: number;
  /** One call to the provider, which its budget counts. */
  readonly withProbe: boolean;
}

/** Checks a set-up from the nearest to the farthest, and ends where nothing behind a fault can be known. */
export const diagnose = async (options: DiagnoseOptions, session: Session): Promise<readonly Finding[]> => {
  const { timeout, withProbe } = options;
  const { clock, version } = session;
  const now = (): number => clock.now();
  let reading: ClockReading | undefined;
  const fetch: Fetch = async (url, init) => {
    const sentAt = now();
    const response = await session.fetch(url, init);
    const date = Date.parse(response.headers.get('date') ?? '');
    if (!Number.isNaN(date)) reading = { sentAt, receivedAt: now(), date };
    return response;
  };
  try {
    const target = await findTarget(options.target, session.env);
    const api = openApi(target, { fetch, clock }, { timeout, retries: 0 });
    const configuration = checkConfiguration(target);
    const reached = await checkAddress(api, version, now);
    if (reached.version === undefined) return [configuration, ...reached.findings];
    const admin = await api.get(`/v1/admin/health${withProbe ? '?probe=provider' : ''}`);
    const health = admin.kind === 'document' ? (admin.body as AdminHealthAnswer) : undefined;
    const functionNow = health === undefined ? undefined : Date.parse(health.now);
    return [
      configuration,
      ...reached.findings,
      ...checkClock(reading, functionNow),
      ...(await checkKey(admin, api, hasKey(target))),
      ...(health === undefined
        ? []
        : [
            ...checkTiers(health.tiers),
            checkBudget(health.budget),
            ...checkRuns(health.runs, functionNow ?? now()),
            ...checkProvider(health.provider),
          ]),
    ];
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return [fault('configuration', error.message, 'statline profile --help says how addresses and keys are found')];
  }
};

const hasKey = ({ key }: Target): boolean => key !== undefined;
