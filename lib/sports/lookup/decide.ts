import type { Answer, Found } from '../../cache/index.ts';
import { isActive, type Hints } from '../names/index.ts';
import { matchesHints, isHinted } from '../names/hints.ts';
import type { LeagueId, Player, PlayerId } from '../model.ts';
import type { Resolution } from './resolution.ts';
import type { TeamList } from '../resources/index.ts';
import { barePlayer, playerOfRow, suggestionOf, type Candidate, type Teams } from './candidate.ts';
import { seenAs, type Seen, type Sighting } from './matches.ts';

export interface Known {
  readonly league: LeagueId;
  readonly hints: Hints;
  readonly teams: Found<TeamList> | undefined;
}

export interface KnownPlayers extends Known {
  /** Of everybody `documentsNeeded` asked for. */
  readonly documents: ReadonlyMap<PlayerId, Answer<Player> | undefined>;
}

// For one name. Beyond that a player stands there with his name: he counts as a bearer still.
const MOST_DOCUMENTS = 25;

/**
 * Without those whom the directory knows to be out of the question: the inactive while somebody active bears the name
 * and, where only a surname was typed, altogether.
 */
export const worthAsking = (sighting: Sighting, hints: Hints): Sighting => {
  if (sighting.kind !== 'seen') return sighting;
  const { match, candidates, consulted } = sighting;
  // A hint may point at one who does not play any more.
  if (match !== 'surname' && isHinted(hints)) return sighting;
  const active = candidates.filter(({ row }) => row === undefined || isActive(row));
  const kept = seenAs(match, active, consulted);
  if (kept !== undefined) return kept;
  return match === 'surname' ? { kind: 'unseen', near: candidates, consulted } : sighting;
};

/** Whether it takes the teams to tell who is meant, or to name the candidates. */
export const needsTeams = (sighting: Sighting, hints: Hints): boolean =>
  sighting.kind === 'seen' &&
  isDoubtful(sighting, hints) &&
  sighting.candidates.some(({ row, inDoubt }) => row !== undefined && !inDoubt && row.teamId !== null);

/** Whose documents it takes to tell who is meant. */
export const documentsNeeded = (sighting: Sighting, known: Known): readonly PlayerId[] => {
  if (sighting.kind !== 'seen' || !isDoubtful(sighting, known.hints)) return [];
  const teams = teamsOf(known);
  return sighting.candidates
    .filter((candidate) => playerOfRow(known.league, candidate, teams) === undefined)
    .slice(0, MOST_DOCUMENTS)
    .map(({ id }) => id);
};

export const decide = (sighting: Sighting, known: KnownPlayers): Resolution => {
  const { league, hints } = known;
  switch (sighting.kind) {
    case 'failed':
      return sighting;
    case 'unseen':
      return none(sighting.near, sighting.consulted, known);
    case 'seen': {
      if (isDoubtful(sighting, hints)) return decideBetween(sighting, known);
      const [{ id, name }] = sighting.candidates;
      const player = playerOfRow(league, sighting.candidates[0], teamsOf(known));
      const consulted = withTeams(sighting.consulted, player === undefined ? [] : [player], known);
      return { kind: 'one', id, name, match: sighting.match, player, consulted };
    }
  }
};

/**
 * One bearer and no hint: who is meant is known without a look at him. A surname means one who plays, which neither a
 * search tells nor a row that is in doubt.
 */
const isDoubtful = ({ match, candidates }: Seen, hints: Hints): boolean => {
  const [{ row, inDoubt }] = candidates;
  return isHinted(hints) || candidates.length > 1 || (match === 'surname' && (row === undefined || inDoubt));
};

const decideBetween = ({ match, candidates, consulted }: Seen, known: KnownPlayers): Resolution => {
  const { league, documents, hints } = known;
  const answers = candidates.flatMap(({ id }) => documents.get(id) ?? []);
  // Without the documents of all of them nobody can say who is meant.
  const failure = answers.find(({ kind }) => kind === 'failed');
  if (failure?.kind === 'failed') return failure;
  const players = candidates.flatMap((candidate) => playerOf(league, candidate, known) ?? []);
  const fitting = players.filter((player) => matchesHints(player, hints));
  const active = fitting.filter(({ team, status }) => isActive({ teamId: team?.id ?? null, status }));
  const meant = active.length > 0 || match === 'surname' ? active : fitting;
  const rests = [...withTeams(consulted, players, known), ...answers.filter((answer) => answer.kind !== 'failed')];
  const [first, ...others] = meant;
  if (first === undefined) return none(candidates, rests, known);
  if (others.length > 0) return { kind: 'ambiguous', players: meant, consulted: rests };
  return { kind: 'one', id: first.id, name: first.name, match, player: first, consulted: rests };
};

/** Undefined for one whom a search knew and whose document is gone. */
const playerOf = (league: LeagueId, candidate: Candidate, known: KnownPlayers): Player | undefined => {
  const listed = playerOfRow(league, candidate, teamsOf(known));
  if (listed !== undefined) return listed;
  const document = known.documents.get(candidate.id);
  if (document === undefined) return barePlayer(league, candidate);
  return document.kind === 'value' ? document.value() : undefined;
};

const none = (near: readonly Candidate[], consulted: Seen['consulted'], known: Known): Resolution => ({
  kind: 'none',
  suggestions: near.map((candidate) => suggestionOf(candidate, teamsOf(known))),
  consulted,
});

const withTeams = (consulted: Seen['consulted'], players: readonly Player[], { teams }: Known): Seen['consulted'] =>
  teams !== undefined && players.some(({ team }) => team !== null) ? [...consulted, teams] : consulted;

const indexed = new WeakMap<TeamList, Teams>();

const teamsOf = ({ teams }: Known): Teams | undefined => {
  if (teams === undefined) return undefined;
  const list = teams.value();
  const map =
    indexed.get(list) ?? new Map(list.teams.map(({ id, abbreviation, name }) => [id, { id, abbreviation, name }]));
  indexed.set(list, map);
  return map;
};
