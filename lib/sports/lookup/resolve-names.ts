import { lazy } from '../../async/lazy.ts';
import type { Answer } from '../../cache/index.ts';
import type { Player, PlayerId, TeamList } from '../model/index.ts';
import { isHinted } from '../names/hints.ts';
import type { Directory, NameForm } from '../names/index.ts';
import { byDirectory } from './by-directory.ts';
import { bySearch } from './by-search.ts';
import { decide, documentsNeeded, needsTeams, withoutInactive } from './decide.ts';
import type { NameMatch } from './matches.ts';
import type { Resolution } from './resolution.ts';
import type { ResolveContext } from './resolve-context.ts';
import { soughtName } from './sought.ts';
import type { understandHints } from './understand-hints.ts';

/** The resolutions in the order of the names: match, read the teams and documents needed to decide, decide. */
export const resolveNames = async (
  context: ResolveContext,
  names: readonly NameForm[],
): Promise<readonly Resolution[]> => {
  const { cache, resources, league, hints } = context;
  const [directory, teamsBefore] = await Promise.all([directoryOf(context), presentTeams(context)]);
  // A directory that was loaded just now was made from the teams: they are cached since.
  const present = teamsBefore === undefined && !context.canSearch(league) ? await presentTeams(context) : teamsBefore;
  const matches = (await matchNames(context, directory, names)).map((match) => withoutInactive(match, hints));
  const isNeeded = matches.some((match) => needsTeams(match, hints));
  const teams = present?.kind !== 'value' && isNeeded ? await cache.read(resources.teams(league)) : present;
  const evidence = { league, hints, teams: teams?.kind === 'value' ? teams : undefined };
  const ids = [...new Set(matches.flatMap((match) => documentsNeeded(match, evidence)))];
  const players = ids.length === 0 ? [] : await cache.readMany(ids.map((id) => resources.player(league, id)));
  const documents: ReadonlyMap<PlayerId, Answer<Player> | undefined> = new Map(
    ids.map((id, index) => [id, players[index]]),
  );
  const understood = isHinted(hints)
    ? await understand({ ...context, teams: evidence.teams }, documents.values())
    : { fits: () => true };
  return matches.map((match) => decide(match, { ...evidence, documents, understood }));
};

// A chunk of its own: most questions have no hint.
const hintRules = lazy(() => import('./understand-hints.ts'));

const understand: typeof understandHints = async (...question) => (await hintRules()).understandHints(...question);

const presentTeams = async ({ cache, resources, league }: ResolveContext): Promise<Answer<TeamList> | undefined> => {
  const [teams] = await cache.getAllPresent([resources.teams(league)]);
  return teams;
};

/** The cached directory. It is loaded only where the provider has no search. */
const directoryOf = async ({
  cache,
  resources,
  canSearch,
  league,
}: ResolveContext): Promise<Answer<Directory> | undefined> => {
  const query = resources.directory(league);
  const [present] = await cache.getAllPresent([query]);
  return present?.kind === 'value' || canSearch(league) ? present : cache.read(query);
};

const matchNames = async (
  context: ResolveContext,
  directory: Answer<Directory> | undefined,
  names: readonly NameForm[],
): Promise<readonly NameMatch[]> => {
  const sought = names.map((name) => soughtName(context.league, name));
  if (directory?.kind === 'value') return byDirectory(context, directory, sought);
  if (context.canSearch(context.league)) return bySearch(context, sought);
  if (directory?.kind === 'failed') return names.map(() => directory);
  return names.map(() => ({ kind: 'failed', error: new Error(`There is no directory of ${context.league}`) }));
};
