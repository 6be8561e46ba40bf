import type { Clock } from '../../lib/cache/index.ts';
import type { DocumentProbe, DocumentsProbe } from '../../lib/http/answers/index.ts';
import type { DocumentStore } from '../../lib/ledgers/document-store.ts';
import { runWithReason } from '../../lib/ledgers/load-reason.ts';
import type { LeagueId, TeamId } from '../../lib/sports/model/index.ts';
import {
  UpstreamError,
  type AthleteRecord,
  type Capability,
  type RequestGuard,
  type Upstream,
  type UpstreamCall,
} from '../../lib/sports/upstream/index.ts';
import { expectedIn } from '../../lib/upstreams/fields/expected.ts';
import { shapeOf } from '../../lib/upstreams/fields/shape.ts';
import { decodeRecord, recordName } from '../../lib/upstreams/fields/stored-record.ts';
import { WATCHED } from '../../lib/upstreams/fields/watched.ts';
import type { Question } from '../../lib/upstreams/intercept.ts';
import { OUTCOMES } from './provider-probe.ts';

export interface DocumentsProbeOptions {
  /** The provider without its breakers: an open one would hide what the provider says. */
  readonly open: () => Promise<Upstream>;
  readonly documents: Pick<DocumentStore, 'read'>;
  readonly league: LeagueId;
  readonly clock: Clock;
}

// One for each kind, a career's views and a mirror's included. docs/cli.md and the command say it.
export const MAX_PROBE_CALLS = 20;
// The function has 15 s. A table's page may take most of that.
const PROBE_LIMIT_MS = 11_000;
const TRANSACTIONS = 25;

/**
 * Asks the provider for one document of each kind that it has of a league, and says which fields are gone. The budget counts
 * each call. Never rejects.
 */
export const probeDocuments = async (options: DocumentsProbeOptions): Promise<DocumentsProbe> => {
  const { open, league, clock } = options;
  const at = new Date(clock.now()).toISOString();
  const { guard, calls } = countingGuard();
  const call: UpstreamCall = { signal: AbortSignal.timeout(PROBE_LIMIT_MS), guard };
  const probes = await runWithReason('probe', async () => askForAll(await open(), call, options)).catch(() => []);
  return { league, at, calls: calls(), documents: probes };
};

/** What one kind is asked by; empty: it needs what another kind would have told. */
type Ask<T> = (() => Promise<T>) | '' | 0 | undefined;

const askForAll = async (
  upstream: Upstream,
  call: UpstreamCall,
  options: DocumentsProbeOptions,
): Promise<readonly DocumentProbe[]> => {
  const { league } = options;
  const context = { ...options, isRecorded: upstream.name === 'espn' };
  const found: Promise<DocumentProbe>[] = [];
  const ask = async <T>(kind: Question, asked: Ask<T>): Promise<T | undefined> => {
    const record = settle(asked);
    found.push(record.then((settled) => judge(kind, settled, context)));
    const { value } = await record;
    return value ?? undefined;
  };
  const can = (capability: Capability, run: () => Promise<unknown>): Promise<unknown> =>
    upstream.can(league, capability) ? run() : Promise.resolve();
  const [group] = upstream.seasonTableGroups(league);
  const type = 'regular';

  const askForTeams = async (): Promise<void> => {
    const teams = await ask('teams', () => upstream.teams(league, call));
    const team = teams?.teams.find(({ exhibition }) => exhibition !== true)?.id;
    const season = teams?.season ?? undefined;
    await Promise.all([
      askForPlayers(team, season),
      can('team', () => ask('team', team && (() => upstream.team(league, team, call)))),
      // The largest: it does not wait for a roster.
      can('seasonTable', () =>
        ask(
          'seasonTable',
          group && season && (() => upstream.seasonTable(league, { season, type, group, page: 1 }, call)),
        ),
      ),
    ]);
  };
  const askForPlayers = async (team: TeamId | undefined, listed: number | undefined): Promise<void> => {
    const roster = await ask('roster', team && (() => upstream.roster(league, team, call)));
    const player = bestKnown(roster?.athletes ?? []);
    const id = player?.id;
    const season = roster?.season ?? listed;
    await Promise.all([
      ask('player', id && (() => upstream.player(league, id, call))),
      can('search', () => ask('search', player && (() => upstream.search(league, player.name, call)))),
      upstream.can(league, 'career')
        ? ask('career', id && (() => upstream.career(league, id, type, call)))
        : ask('seasonStats', id && season && (() => upstream.seasonStats(league, { id, season, type }, call))),
      can('gameLog', () => ask('gameLog', id && season && (() => upstream.gameLog(league, { id, season }, call)))),
    ]);
  };
  await Promise.all([
    askForTeams(),
    can('season', () => ask('season', () => upstream.season(league, call))),
    can('live', () => ask('scoreboard', () => upstream.scoreboard(league, undefined, call))),
    can('transactions', () => ask('transactions', () => upstream.transactions(league, TRANSACTIONS, call))),
    can('everyPlayer', () => ask('everyPlayer', () => upstream.everyPlayer(league, call))),
  ]);
  return Promise.all(found);
};

/** Somebody of whom the provider tells most: their own documents are to tell it, too. */
const bestKnown = (athletes: readonly AthleteRecord[]): AthleteRecord | undefined =>
  athletes.find(({ jersey, profile }) => jersey !== null && profile?.headshot != null && profile.experience !== null) ??
  athletes[0];

interface Settled<T> {
  readonly value?: T | null;
  readonly error?: unknown;
  readonly isAsked: boolean;
}

const settle = async <T>(ask: Ask<T>): Promise<Settled<T>> => {
  if (!ask) return { isAsked: false };
  try {
    return { value: await ask(), isAsked: true };
  } catch (error) {
    return { error, isAsked: true };
  }
};

const judge = async (
  kind: Question,
  { value, error, isAsked }: Settled<unknown>,
  { documents, league, isRecorded }: DocumentsProbeOptions & { readonly isRecorded: boolean },
): Promise<DocumentProbe> => {
  const told = (outcome: DocumentProbe['outcome'], detail: string): DocumentProbe => ({
    kind,
    outcome,
    detail,
    gone: [],
  });
  if (!isAsked) return told('not-asked', 'Another document would have told what to ask for');
  if (error !== undefined) {
    const outcome = error instanceof UpstreamError ? OUTCOMES[error.code] : 'failed';
    return told(outcome, error instanceof Error ? error.message : 'An unknown fault');
  }
  if (value === null) return told('answered', 'The provider has none');
  // Where environments have not learned it yet, what all recorded documents have is known.
  const stored = await documents.read(recordName(`${league} ${kind}`)).catch(() => undefined);
  const { fields } = decodeRecord(stored?.text);
  const missing = expectedIn(shapeOf(value, WATCHED[kind]), WATCHED[kind], { fields, recorded: isRecorded });
  const gone = missing.map(({ field, since }) => ({
    field,
    since: since === undefined ? null : new Date(since).toISOString(),
  }));
  return { ...told('answered', ''), gone };
};

const countingGuard = (): { readonly guard: RequestGuard; readonly calls: () => number } => {
  let calls = 0;
  const guard: RequestGuard = {
    async request({ charge }, send) {
      if (calls >= MAX_PROBE_CALLS)
        throw new UpstreamError('over-budget', `A probe is ${MAX_PROBE_CALLS} calls at most`);
      calls += 1;
      await charge();
      return send();
    },
  };
  return { guard, calls: () => calls };
};
