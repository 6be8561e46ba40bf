import type { AdminHealthAnswer } from '../../../lib/http/answers/index.ts';
import { AdminHealthQuery } from '../../../lib/http/upkeep-schemas.ts';
import { uncachedReply, type Reply, type ReplyContext } from '../../../lib/http/reply.ts';
import { VERSION } from '../../../lib/version.ts';
import type { ApiDeps } from '../request/deps.ts';
import { queryOf, servedLeague, type ApiEvent } from '../request/event.ts';

type HealthDeps = Pick<ApiDeps, 'health' | 'clock' | 'leagues'>;

/** How tiers, budget, scheduled runs and the provider are. Answers 200 whatever is out of order: `status` says it. */
export const adminHealth = async (deps: HealthDeps, event: ApiEvent, context: ReplyContext): Promise<Reply> => {
  const { probe, documents: league } = queryOf(event, AdminHealthQuery);
  const asked = league === undefined ? undefined : servedLeague(league, deps.leagues).id;
  const reader = await deps.health();
  const [facts, probed, documents] = await Promise.all([
    reader.read(),
    probe === undefined ? undefined : reader.probe(),
    asked === undefined ? undefined : reader.documents(asked),
  ]);
  const provider = { ...facts.provider, ...(probed && { probe: probed }), ...(documents && { documents }) };
  const found = { ...facts, provider };
  const document: AdminHealthAnswer = {
    status: isDegraded(found) ? 'degraded' : 'ok',
    version: VERSION,
    now: new Date(deps.clock.now()).toISOString(),
    ...found,
  };
  return uncachedReply(JSON.stringify(document), context);
};

type Found = Pick<AdminHealthAnswer, 'tiers' | 'budget' | 'runs' | 'provider'>;

const isDegraded = ({ tiers, budget, runs, provider: { outages, probe, documents } }: Found): boolean =>
  tiers.some((tier) => tier.state !== 'answered' || !tier.available || tier.reportedDownUntil !== null) ||
  budget === null ||
  budget.spent.day >= budget.plan.perDay ||
  runs === null ||
  [runs.warm, runs.purge].some((run) => run?.outcome === 'failed') ||
  outages === null ||
  outages.length > 0 ||
  (probe !== undefined && probe.outcome !== 'answered') ||
  (documents?.documents ?? []).some(({ outcome, gone }) => outcome !== 'answered' || gone.length > 0);
