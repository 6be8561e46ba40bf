import {
  afterAnswer,
  afterFault,
  afterGivenUpProbe,
  HEALTHY,
  isOut,
  pauseOf,
  readHealth,
  withProbe,
  writeHealth,
  type Health,
} from './health.ts';
import type { SharedNotes } from './notes.ts';
import { createOwnFaults } from './own-faults.ts';
import { createSlowness } from './slowness.ts';

/** What came of a call to the provider. */
export type Verdict =
  /** It answered, in `elapsed` milliseconds. */
  | { readonly kind: 'answered'; readonly elapsed: number }
  /** It did not, or what it answered was of no use. */
  | { readonly kind: 'faulty' }
  /** Nobody waited any longer, after `elapsed` milliseconds. */
  | { readonly kind: 'given-up'; readonly elapsed: number }
  /** It was not asked in the end. */
  | { readonly kind: 'unasked' };

export type Admission =
  | { readonly kind: 'admitted'; readonly isProbe: boolean }
  /** Milliseconds until it is worth trying again. */
  | { readonly kind: 'refused'; readonly retryAfter: number }
  /** Nothing is broken, but no answer is to be expected in the time that somebody waits. */
  | { readonly kind: 'too-slow' };

export interface AskedDocument {
  readonly league: string;
  /** Its short name. */
  readonly document: string;
}

/** Watches the documents of one kind on one host, together with the other environments. */
export interface Breaker {
  readonly isOpen: boolean;
  /** `wait`: milliseconds that somebody waits for the answer. One command where a probe is due or under way, else none. */
  admit(asked: AskedDocument, wait: number): Promise<Admission>;
  settle(asked: AskedDocument, verdict: Verdict, isProbe: boolean): Promise<void>;
}

export interface BreakerOptions {
  readonly name: string;
  readonly notes: SharedNotes;
  readonly clock: { now(): number };
  /** Faulty documents that make an outage. */
  readonly threshold: () => number;
  /** Milliseconds after which a probe that has not ended is believed to have died. */
  readonly probeLimit: number;
  /** This environment has opened or closed it. `since` is epoch ms. */
  readonly onChange: (isOpen: boolean, since: number) => void;
}

// A probe has to have a chance to be answered.
const MIN_PROBE_WAIT_MS = 1000;
// What a call may take.
const PATIENT_WAIT_MS = 4000;
// What another environment's probe found is read again as often, for as long as the probe may take.
const LOOK_AGAIN_AFTER_MS = 1000;
// Three faults open it, and each further league takes one: after as many everybody knows.
const MAX_FAULT_ROUNDS = 10;

export const createBreaker = (options: BreakerOptions): Breaker => {
  const { name, notes, clock, threshold, probeLimit, onChange } = options;
  const slowness = createSlowness(clock);
  const ownFaults = createOwnFaults(clock);
  let health = HEALTHY;
  /** The shared text that this environment last read or wrote, and when it was written. */
  let known: { readonly text: string | undefined; readonly writtenAt: number } = { text: undefined, writtenAt: 0 };
  let answeredAt = Number.NEGATIVE_INFINITY;
  /** Until when others have said that nobody is to ask, when they told us, and when we last looked (epoch ms). */
  let told: { readonly until: number; readonly at: number; readonly lookedAt: number } | undefined;

  /** Takes in what another environment has written since. */
  const learn = (): void => {
    const text = notes.read(name);
    if (text === undefined || text === known.text) return;
    const read = readHealth(text, clock.now());
    // What cannot be read is replaced with the next that is written.
    if (read === undefined) known = { ...known, text };
    if (read === undefined || read.writtenAt <= known.writtenAt) return;
    known = { text, writtenAt: read.writtenAt };
    // Faults of before our last answer are none of the provider's.
    const faults = read.health.faults.filter(({ at }) => at > answeredAt);
    health = read.health.outage === undefined ? { faults } : read.health;
    const at = clock.now();
    told = read.health.outage && { until: read.health.outage.until, at, lookedAt: at };
  };

  /**
   * An environment whose questions are refused is told nothing. It would wait until the other's probe may have died, and
   * the probe was over long before.
   */
  const lookAgain = async (wait: number): Promise<void> => {
    const now = clock.now();
    if (told === undefined || told.until !== health.outage?.until || wait < MIN_PROBE_WAIT_MS) return;
    const isUnderWay = now < told.until && now < told.at + probeLimit;
    if (!isUnderWay || now < told.lookedAt + LOOK_AGAIN_AFTER_MS) return;
    told = { ...told, lookedAt: now };
    // Where the ledger is out there is nothing to learn.
    await notes.refresh().catch(() => undefined);
    learn();
  };

  /** Tells the others. False where somebody else was faster: what they wrote has been taken in. */
  const share = async (next: Health): Promise<boolean> => {
    const writtenAt = Math.max(clock.now(), known.writtenAt + 1);
    const text = writeHealth({ health: next, writtenAt });
    const expected = known.text;
    try {
      // The notes of a new day are empty.
      const isWritten =
        (await notes.write(name, text, expected)) ||
        (notes.read(name) === undefined && (await notes.write(name, text, undefined)));
      learn();
      // Nothing else is known to stand there: this environment goes by what it knows itself.
      if (!isWritten) return known.text === expected;
      if (known.writtenAt < writtenAt) known = { text, writtenAt };
      return true;
    } catch {
      // Nobody can be told.
      return true;
    }
  };

  /** Takes the next probe where one is due. */
  const claim = async (document: string, wait: number): Promise<boolean> => {
    // Their probe would be given up, and say nothing.
    if (wait < MIN_PROBE_WAIT_MS || slowness.isLongerThan(wait)) return false;
    const isPatient = wait >= PATIENT_WAIT_MS;
    // A second time where the text that stood there was not known: what it says may still be that a probe is due.
    for (let round = 0; round < 2; round += 1) {
      const probing = withProbe(health, { document, limit: probeLimit, now: clock.now(), isPatient });
      if (probing === undefined) return false;
      // At once: no other caller in this process must claim it as well.
      health = probing;
      if (await share(probing)) return true;
    }
    return false;
  };

  const answered = async (league: string, elapsed: number): Promise<void> => {
    const { outage, faults } = health;
    answeredAt = clock.now();
    slowness.answered(elapsed);
    if (outage === undefined && faults.length === 0) return;
    if (outage !== undefined && !isOut(health, league)) return;
    if (outage === undefined) ownFaults.remember(faults);
    health = afterAnswer(health, league, answeredAt);
    if (outage !== undefined && health.outage === undefined) onChange(false, outage.since);
    await share(health);
  };

  const faulty = async ({ league, document }: AskedDocument): Promise<void> => {
    if (!isOut(health, league) && ownFaults.has(document)) return;
    const fault = { at: clock.now(), league, document };
    // Again where others met faults at the same time: together they may be enough. One of them is written in each round.
    for (let round = 0; round < MAX_FAULT_ROUNDS; round += 1) {
      const wasOpen = health.outage !== undefined;
      if (round > 0 && isOut(health, league)) return;
      health = afterFault(health, fault, threshold());
      const opened = wasOpen ? undefined : health.outage;
      if (!(await share(health))) continue;
      if (opened !== undefined) onChange(true, opened.since);
      return;
    }
  };

  return {
    get isOpen() {
      return health.outage !== undefined;
    },
    async admit({ league, document }, wait) {
      learn();
      if (isOut(health, league)) await lookAgain(wait);
      if (isOut(health, league) && (await claim(document, wait))) return { kind: 'admitted', isProbe: true };
      const { outage } = health;
      if (outage === undefined || !isOut(health, league)) {
        return slowness.isLongerThan(wait) ? { kind: 'too-slow' } : { kind: 'admitted', isProbe: false };
      }
      const now = clock.now();
      const pause = pauseOf(outage, now);
      // A probe ends sooner than at its limit.
      return { kind: 'refused', retryAfter: now < outage.until ? Math.min(pause, outage.until - now) : pause };
    },
    async settle(asked, verdict, isProbe) {
      switch (verdict.kind) {
        case 'answered':
          return answered(asked.league, verdict.elapsed);
        case 'faulty':
          // A call that began before the outage says nothing that is not known.
          if (!isOut(health, asked.league) || isProbe) await faulty(asked);
          return;
        case 'given-up':
          slowness.givenUp(verdict.elapsed);
          if (!isProbe) return;
          health = afterGivenUpProbe(health, clock.now());
          await share(health);
          return;
        case 'unasked': {
          const { outage } = health;
          if (!isProbe || outage === undefined) return;
          // Somebody else may probe at once.
          health = { ...health, outage: { ...outage, until: clock.now(), probe: '' } };
          await share(health);
        }
      }
    },
  };
};
