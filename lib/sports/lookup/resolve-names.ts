import type { Answer } from '../../cache/index.ts';
import type { Directory, NameForm } from '../names/index.ts';
import type { Player, PlayerId } from '../model.ts';
import type { Resolution } from './resolution.ts';
import type { TeamList } from '../resources/index.ts';
import type { Asking } from './asking.ts';
import { byDirectory } from './by-directory.ts';
import { bySearch } from './by-search.ts';
import { decide, documentsNeeded, needsTeams, worthAsking } from './decide.ts';
import type { Sighting } from './matches.ts';

/** What each name comes to, in their order. */
export const resolveNames = async (asking: Asking, names: readonly NameForm[]): Promise<readonly Resolution[]> => {
  const { cache, resources, league, hints } = asking;
  const [directory, [before]] = await Promise.all([
    directoryOf(asking),
    cache.getAllPresent([resources.teams(league)]),
  ]);
  // A directory that had to be loaded was made from the teams: now they are held.
  const [heldTeams] =
    before === undefined && !asking.canSearch(league) ? await cache.getAllPresent([resources.teams(league)]) : [before];
  const sightings = (await sightingsOf(asking, directory, names)).map((sighting) => worthAsking(sighting, hints));
  const held = heldTeams?.kind === 'value' ? heldTeams : undefined;
  const teams =
    held ??
    (await teamsIf(
      sightings.some((sighting) => needsTeams(sighting, hints)),
      asking,
    ));
  const known = { league, hints, teams: teams?.kind === 'value' ? teams : undefined };
  const ids = [...new Set(sightings.flatMap((sighting) => documentsNeeded(sighting, known)))];
  const players = ids.length === 0 ? [] : await cache.readMany(ids.map((id) => resources.player(league, id)));
  const documents: ReadonlyMap<PlayerId, Answer<Player> | undefined> = new Map(
    ids.map((id, index) => [id, players[index]]),
  );
  return sightings.map((sighting) => decide(sighting, { ...known, documents }));
};

/** The one that is held; loaded only where there is no other way to find a player by name. */
const directoryOf = async ({ cache, resources, canSearch, league }: Asking): Promise<Answer<Directory> | undefined> => {
  const query = resources.directory(league);
  const [held] = await cache.getAllPresent([query]);
  return held?.kind === 'value' || canSearch(league) ? held : cache.read(query);
};

const teamsIf = async (
  isNeeded: boolean,
  { cache, resources, league }: Asking,
): Promise<Answer<TeamList> | undefined> => (isNeeded ? cache.read(resources.teams(league)) : undefined);

const sightingsOf = async (
  asking: Asking,
  directory: Answer<Directory> | undefined,
  names: readonly NameForm[],
): Promise<readonly Sighting[]> => {
  if (directory?.kind === 'value') return byDirectory(asking, directory, names);
  if (asking.canSearch(asking.league)) return bySearch(asking, names);
  if (directory?.kind === 'failed') return names.map(() => directory);
  return names.map(() => ({ kind: 'failed', error: new Error(`There is no directory of ${asking.league}`) }));
};
