/** A document that could not be had. */
export interface Fault {
  /** Epoch ms. */
  readonly at: number;
  readonly league: string;
  /** The document's short name. */
  readonly document: string;
}

/** The provider is left alone, but for one probe at a time. */
export interface Outage {
  /** Epoch ms. */
  readonly since: number;
  /** Those whose documents have failed: the others are asked as ever. */
  readonly leagues: readonly string[];
  /** Nobody asks before (epoch ms): the next probe is due, or the one under way has given up. */
  readonly until: number;
  /** The document of the last probe; empty before the first. */
  readonly probe: string;
}

/** What is known of a provider's documents of one kind. */
export interface Health {
  /** Since the last answer, oldest first, each document once. */
  readonly faults: readonly Fault[];
  readonly outage?: Outage | undefined;
}

export const HEALTHY: Health = { faults: [] };

// One document that fails is its own fault, and so are two: somebody asks again for what has failed.
export const FAULTY_DOCUMENTS = 3;
// Further apart faults are no outage, but chance.
const MAX_FAULT_AGE_MS = 120_000;
const MIN_PAUSE_MS = 1000;
const MAX_PAUSE_MS = 30_000;
// A tenth of the outage: a short one ends within seconds, and one of an hour costs about 150 probes.
const PAUSE_SHARE = 0.1;
// Of a clock that is ahead of ours by more, no time is believed.
const MAX_AHEAD_MS = 90_000;

/** Milliseconds from one probe to the next. */
export const pauseOf = ({ since }: Pick<Outage, 'since'>, now: number): number =>
  Math.min(MAX_PAUSE_MS, Math.max(MIN_PAUSE_MS, Math.round((now - since) * PAUSE_SHARE)));

/** After a fault. `threshold`: the number of faulty documents that make an outage. */
export const afterFault = ({ faults, outage }: Health, fault: Fault, threshold: number): Health => {
  const { at, league } = fault;
  if (outage !== undefined) {
    // A league that fails while others do is out with one fault; a probe that fails has the next one wait.
    const isKnown = outage.leagues.includes(league);
    const next = isKnown ? { until: at + pauseOf(outage, at) } : { leagues: [...outage.leagues, league] };
    return { faults, outage: { ...outage, ...next } };
  }
  const run = joinFaults(faults, [fault]).filter((each) => at - each.at <= MAX_FAULT_AGE_MS);
  if (run.length < threshold) return { faults: run };
  const leagues = [...new Set(run.map((each) => each.league))];
  return { faults: run.slice(-FAULTY_DOCUMENTS), outage: { since: at, leagues, until: at + MIN_PAUSE_MS, probe: '' } };
};

/** After an answer: the league is back, and the others are tried at once. */
export const afterAnswer = ({ faults, outage }: Health, league: string, now: number): Health => {
  const leagues = outage?.leagues.filter((each) => each !== league) ?? [];
  if (outage === undefined || leagues.length === 0) return HEALTHY;
  return leagues.length === outage.leagues.length
    ? { faults, outage }
    : { faults, outage: { ...outage, leagues, until: now, probe: '' } };
};

export const isOut = ({ outage }: Health, league: string): boolean => outage?.leagues.includes(league) ?? false;

/** Both lists' faults, each document's last one. */
export const joinFaults = (some: readonly Fault[], others: readonly Fault[]): readonly Fault[] => {
  const byDocument = new Map<string, Fault>();
  for (const fault of [...some, ...others].toSorted((a, b) => a.at - b.at)) {
    byDocument.delete(fault.document);
    byDocument.set(fault.document, fault);
  }
  return [...byDocument.values()];
};

// No document is called so.
const GIVEN_UP = '?';

/** After a probe whose caller gave it up: whoever can wait for a whole call may probe at once, others after a pause. */
export const afterGivenUpProbe = ({ faults, outage }: Health, now: number): Health =>
  outage === undefined
    ? { faults }
    : { faults, outage: { ...outage, until: now + pauseOf(outage, now), probe: GIVEN_UP } };

interface Probe {
  readonly document: string;
  /** Milliseconds after which it is believed to be over: its environment may have been frozen. */
  readonly limit: number;
  readonly now: number;
  /** Its caller can wait for a whole call. */
  readonly isPatient: boolean;
}

/** With a probe under way. Undefined where none is due, or not for this document: it has just failed as one. */
export const withProbe = (
  { faults, outage }: Health,
  { document, limit, now, isPatient }: Probe,
): Health | undefined => {
  if (outage === undefined) return undefined;
  const isDue = now >= outage.until || (isPatient && outage.probe === GIVEN_UP);
  const isOther = document !== outage.probe || now >= outage.until + pauseOf(outage, now);
  return isDue && isOther ? { faults, outage: { ...outage, until: now + limit, probe: document } } : undefined;
};

/** What all environments know, and when it was written: a later text is of a later time (epoch ms). */
export interface WrittenHealth {
  readonly health: Health;
  readonly writtenAt: number;
}

/** As a short text that other environments, and other versions, can read. */
export const writeHealth = ({ health: { faults, outage }, writtenAt }: WrittenHealth): string => {
  const run = faults.map(({ at, league, document }) => [at, league, document]);
  const rest = outage === undefined ? [] : [outage.since, outage.until, outage.probe, outage.leagues];
  return JSON.stringify([writtenAt, run, ...rest]);
};

/** Undefined for what cannot be read, or is of a clock that is far ahead of ours: that is as good as nothing. */
export const readHealth = (text: string | undefined, now: number): WrittenHealth | undefined => {
  const [writtenAt, run, since, until, probe, leagues] = parseList(text);
  if (!Array.isArray(run) || !isTime(writtenAt, now)) return undefined;
  const faults = run.flatMap((each: unknown): Fault[] => {
    const [at, league, document] = Array.isArray(each) ? (each as unknown[]) : [];
    return isTime(at, now) && isText(league) && isText(document) ? [{ at, league, document }] : [];
  });
  if (!isTime(since, now) || !isTime(until, now) || !isText(probe) || !Array.isArray(leagues)) {
    return { writtenAt, health: { faults } };
  }
  return { writtenAt, health: { faults, outage: { since, leagues: leagues.filter(isText), until, probe } } };
};

const parseList = (text: string | undefined): readonly unknown[] => {
  try {
    const json: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(json) ? json : [];
  } catch {
    return [];
  }
};

const isText = (value: unknown): value is string => typeof value === 'string';

const isTime = (value: unknown, now: number): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value <= now + MAX_AHEAD_MS;
