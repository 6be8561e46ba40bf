import { days, hours, isUnderWay, type Clock } from '../../cache/index.ts';
import type { DocumentStore, StoredDocument } from '../../ledgers/document-store.ts';
import type { Calendar } from '../calendar/index.ts';
import type { LeagueId } from '../model/index.ts';
import type { LearnedPopularity } from '../popularity/index.ts';

/**
 * A league that nobody has asked about for days is warmed every thirty hours, and rests in between: not while players
 * change teams, when purges take from it what nobody would load again.
 */
export interface LeagueRest {
  /** Whether the league is left alone now. Rejects when nobody can tell. */
  isResting(league: LeagueId): Promise<boolean>;
  /** Remembers that the league has been warmed to the end. Rejects when that cannot be written. */
  warmed(league: LeagueId): Promise<void>;
}

export interface LeagueRestOptions {
  readonly popularity: Pick<LearnedPopularity, 'lastAsked'>;
  readonly documents: DocumentStore;
  readonly calendar: Pick<Calendar, 'windowAt'>;
  readonly clock: Clock;
}

// Weekends and a week's games are days apart; whoever asks once is warmed for until then.
const QUIET_AFTER_MS = days(3);
// Teams, names and players are fresh for a day, and players are shown for six hours more while they are loaded again.
const REST_MS = hours(30);

/**
 * @example
 * const rest = createLeagueRest({ popularity, documents, calendar, clock: Date });
 * if (!(await rest.isResting('nfl'))) await warm('nfl').then(() => rest.warmed('nfl'));
 */
export const createLeagueRest = ({ popularity, documents, calendar, clock }: LeagueRestOptions): LeagueRest => {
  const known = new Map<LeagueId, StoredDocument | undefined>();

  const isQuiet = async (league: LeagueId): Promise<boolean> => {
    const pace = calendar.windowAt(league, clock.now())?.pace;
    if (pace !== undefined && pace !== 'quiet') return false;
    const lastAsked = await popularity.lastAsked(league);
    return lastAsked === undefined || clock.now() >= hours(lastAsked) + QUIET_AFTER_MS;
  };

  const read = async (league: LeagueId): Promise<StoredDocument | undefined> => {
    const document = await documents.read(documentName(league));
    known.set(league, document);
    return document;
  };

  return {
    async isResting(league) {
      if (!(await isQuiet(league))) return false;
      const document = known.get(league) ?? (await read(league));
      return isUnderWay(Number(document?.text ?? NaN) + REST_MS, REST_MS, clock.now());
    },
    async warmed(league) {
      if (!(await isQuiet(league))) return;
      const before = known.get(league);
      const text = String(clock.now());
      const isWritten = await documents.compareAndSet(documentName(league), text, before);
      // Otherwise another environment has warmed it meanwhile: what it has written is read when it is next asked for.
      if (isWritten) known.set(league, { text, version: (before?.version ?? 0) + 1 });
      else known.delete(league);
    },
  };
};

const documentName = (league: LeagueId): string => `warmed:${league}`;
