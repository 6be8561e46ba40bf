import type { AdminHealthAnswer, UsageAnswer, UsageEventsAnswer } from '../../../../lib/http/answers/index.ts';
import { spendingOf } from './causes.ts';
import { count, share, type Words } from './figures.ts';
import { clock } from './times.ts';
import { whatIsNext } from './windows.ts';

/** How it is, in words: what is read first. */
export interface Verdict {
  readonly level: 'good' | 'watch' | 'bad';
  readonly word: string;
  /** What is out of order, the worst first. */
  readonly faults: readonly Words[];
  /** What it does, and what comes next. */
  readonly says: Words;
}

export interface VerdictSources {
  readonly usage: UsageAnswer;
  readonly events: UsageEventsAnswer;
  /** Undefined: the key is no admin's, or it could not be read. */
  readonly admin: AdminHealthAnswer | undefined;
  /** `in the last 24 hours` */
  readonly range: string;
}

interface Fault {
  readonly level: 'watch' | 'bad';
  readonly says: Words;
}

export const verdictOf = (sources: VerdictSources): Verdict => {
  const faults = faultsOf(sources);
  const level = faults.some((fault) => fault.level === 'bad') ? 'bad' : faults.length > 0 ? 'watch' : 'good';
  const isAsked = sources.usage.totals.questions.total > 0;
  const words = { good: isAsked ? 'Working.' : 'Ready.', watch: 'Working, with a fault.', bad: 'It needs you.' };
  return {
    level,
    word: words[level],
    faults: [...faults].sort((a, b) => a.level.localeCompare(b.level)).map(({ says }) => says),
    says: sentenceOf(sources),
  };
};

const sentenceOf = ({ usage, events, admin, range }: VerdictSources): Words => {
  const { totals, savings } = usage;
  const next = `${whatIsNext(events)}.`;
  const provider = providerSays(events, admin);
  if (totals.questions.total === 0) return [`Nobody has asked ${range}; `, ...provider, next];
  const saved = savings.original.saved;
  return [
    share('usage.totals.hitRatio', totals.hitRatio),
    ` was answered from the cache ${range}; `,
    ...(saved >= 0
      ? [count('usage.savings.original.saved', saved), ' provider calls were saved against the original bot; ']
      : [
          count('-usage.savings.original.saved', -saved),
          ' more provider calls were made than the original bot would have; ',
        ]),
    ...provider,
    next,
  ];
};

/** Nothing where it is among the faults. */
const providerSays = (events: UsageEventsAnswer, admin: AdminHealthAnswer | undefined): Words => {
  if (outagesIn(events, admin).length > 0) return [];
  const success = admin?.provider.lastSuccess?.at;
  const failure = admin?.provider.lastFailure?.at;
  if (failure !== undefined && (success === undefined || failure > success)) {
    return ['the last load from the provider failed; '];
  }
  return [success === undefined ? 'no outage of the provider is known; ' : 'the provider answers; '];
};

/** Kinds of documents that are not asked for now: as an admin was told, and by the events since. */
export const outagesIn = (
  { events }: Pick<UsageEventsAnswer, 'events'>,
  admin: Pick<AdminHealthAnswer, 'provider' | 'readAt'> | undefined,
): readonly string[] => {
  const known = admin?.provider.outages;
  const open = new Set(known?.map(({ documents }) => documents));
  for (const event of events) {
    const isNews = known == null || event.at > (admin?.readAt ?? '');
    if (event.kind !== 'breaker' || !isNews) continue;
    if (event.change === 'opened') open.add(event.documents);
    else open.delete(event.documents);
  }
  return [...open];
};

/** `roster athletes.jersey`, as far as the events of the range tell. */
const fieldsGone = ({ events }: Pick<UsageEventsAnswer, 'events'>): readonly string[] => {
  const gone = new Set<string>();
  for (const event of events) {
    if (event.kind !== 'field') continue;
    const field = `${event.documents} ${event.field}`;
    if (event.change === 'gone') gone.add(field);
    else gone.delete(field);
  }
  return [...gone];
};

export const TIER_NAMES: ReadonlyMap<string, string> = new Map([
  ['l1', 'Memory'],
  ['l2', 'Redis'],
  ['l3', 'DynamoDB'],
]);

const faultsOf = ({ usage, events, admin }: VerdictSources): readonly Fault[] => {
  const faults: Fault[] = [];
  const tell = (level: Fault['level'], ...says: Words): void => void faults.push({ level, says });
  for (const tier of admin?.tiers ?? []) {
    const name = TIER_NAMES.get(tier.name) ?? tier.name;
    if (tier.limitReached === true) {
      tell('bad', `${name} refuses everything, its plan is spent: questions are answered without it.`);
    } else if (tier.state === 'failed' || tier.state === 'timed-out') {
      tell('bad', `${name} does not answer: questions are answered without it.`);
    } else if (!tier.available || tier.reportedDownUntil !== null) {
      tell('watch', `${name} answers again, and is not asked yet.`);
    } else if (tier.state === 'slow') tell('watch', `${name} is slow.`);
  }
  const outages = outagesIn(events, admin);
  if (outages.length > 0) {
    tell('bad', `The provider fails for ${outages.join(', ')}: only what is held is answered of it.`);
  }
  const gone = fieldsGone(events);
  if (gone.length > 0) tell('watch', `Gone from the provider's answers: ${gone.join(', ')}.`);
  const spending = spendingOf(usage);
  const resets = usage.budget === null ? '' : clock(Date.parse(usage.budget.resetsAt));
  if (spending === null) tell('watch', 'The budget of provider calls cannot be read.');
  else if (spending.state === 'spent') {
    tell('bad', `The provider calls of the day are spent: until ${resets} UTC only what is held is answered.`);
  } else if (spending.state === 'tight') {
    tell(
      'watch',
      spending.part,
      ` of the day's provider calls are spent: nothing is loaded ahead until ${resets} UTC.`,
    );
  }
  const hour = usage.hours.find((each) => each.hour === usage.to);
  const failed = hour?.questions.failed ?? 0;
  if (failed > 0) {
    const path = `usage.hours.${usage.hours.length - 1}.questions`;
    tell(
      'watch',
      count(`${path}.failed`, failed),
      ' of ',
      count(`${path}.total`, hour?.questions.total),
      ' questions of this hour could not be answered.',
    );
  }
  for (const [name, run] of Object.entries(admin?.runs ?? {}) as [string, { outcome: string } | null][]) {
    if (run?.outcome === 'failed') tell('watch', `The last ${name} run failed.`);
  }
  return faults;
};
