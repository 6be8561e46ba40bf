import { isUnderWay, seconds, type Clock } from '../../lib/cache/index.ts';
import type { Config } from '../../lib/config.ts';
import type { AdminHealthAnswer, DocumentsProbe, ProviderProbe } from '../../lib/http/answers/index.ts';
import type { LeagueId } from '../../lib/sports/model/index.ts';
import { readHealthFacts, type HealthOptions } from './health-facts.ts';
import { openAdapter } from './open-provider.ts';
import { probeProvider } from './provider-probe.ts';

/** What `GET /v1/admin/health` is made of. None rejects; each is remembered for 5 s. */
export interface HealthReader {
  /** Without a call to the provider. */
  read(): Promise<HealthFacts>;
  /** One call to the provider. */
  probe(): Promise<ProviderProbe>;
  /** One document of each kind of a league: twenty calls at the most. */
  documents(league: LeagueId): Promise<DocumentsProbe>;
}

export type HealthFacts = Omit<AdminHealthAnswer, 'status' | 'version' | 'now'>;

const REMEMBERED_FOR_MS = seconds(5);

/** @example const { tiers, budget } = await composeHealth(config, { composition, leagues, clock: Date }).read(); */
export const composeHealth = (config: Config, options: HealthOptions): HealthReader => {
  const { composition, leagues, clock } = options;
  const [league = 'nfl'] = leagues;
  const open = () => openAdapter(config, { admit: composition.ledgers.admit });
  const byLeague = new Map<LeagueId, () => Promise<DocumentsProbe>>();
  const documentsOf = (asked: LeagueId): (() => Promise<DocumentsProbe>) => {
    const known = byLeague.get(asked);
    if (known !== undefined) return known;
    const reader = rememberFor(clock, async () => {
      const { probeDocuments } = await import('./documents-probe.ts');
      return probeDocuments({ open, documents: composition.documents, league: asked, clock });
    });
    byLeague.set(asked, reader);
    return reader;
  };
  return {
    documents: (asked) => documentsOf(asked)(),
    read: rememberFor(clock, () => readHealthFacts(config, options)),
    probe: rememberFor(clock, () => probeProvider({ config, open, league, clock })),
  };
};

const rememberFor = <T>(clock: Clock, load: () => Promise<T>): (() => Promise<T>) => {
  let known: { readonly answer: Promise<T>; readonly until: number } | undefined;
  return () => {
    const now = clock.now();
    if (known === undefined || !isUnderWay(known.until, REMEMBERED_FOR_MS, now)) {
      known = { answer: load(), until: now + REMEMBERED_FOR_MS };
    }
    return known.answer;
  };
};
