import type { Answer, Found } from '../../cache/index.ts';
import {
  listedPlayer,
  type LeagueId,
  type ListedPlayer,
  type Player,
  type PlayerId,
  type TeamList,
  type Suggestion,
} from '../model/index.ts';
import { isHinted } from '../names/hints.ts';
import { isActive, type Hints } from '../names/index.ts';
import {
  barePlayer,
  knownTeamId,
  playerOfRow,
  suggestionOf,
  suggestionOfPlayer,
  type Candidate,
  type Teams,
} from './candidate.ts';
import type { UnderstoodHints } from './understand-hints.ts';
import { matchedAs, type Matched, type NameMatch, type Unmatched } from './matches.ts';
import { isPlaying } from './playing.ts';
import type { ConsultedAnswer, Resolution } from './resolution.ts';

/** What decides between the candidates of a name. */
export interface Evidence {
  readonly league: LeagueId;
  readonly hints: Hints;
  /** Undefined where they are not needed or could not be read. */
  readonly teams: Found<TeamList> | undefined;
}

export interface EvidenceWithDocuments extends Evidence {
  /** Of all players that `documentsNeeded` named. */
  readonly documents: ReadonlyMap<PlayerId, Answer<Player> | undefined>;
  readonly understood: UnderstoodHints;
}

// For one name. Further candidates are listed with what the directory has: they still make a name ambiguous.
const MAX_DOCUMENTS = 25;

/**
 * Without the candidates that the directory rules out: inactive players where an active one has the name and, where
 * only a surname was typed, all inactive players.
 */
export const withoutInactive = (match: NameMatch, hints: Hints): NameMatch => {
  if (match.kind !== 'matched') return match;
  const { candidates, consulted, searched } = match;
  // A hint may point at an inactive player.
  if (match.match !== 'surname' && isHinted(hints)) return match;
  if (candidates.some(({ isByOtherName }) => isByOtherName)) return match;
  const active = candidates.filter(({ row }) => row === undefined || isActive(row));
  const remaining = matchedAs(match.match, active, match);
  if (remaining !== undefined) return remaining;
  return match.match === 'surname' ? { kind: 'unmatched', near: candidates, consulted, searched } : match;
};

/** Whether the list of teams is needed to decide, or to name the teams of candidates and of suggested players. */
export const needsTeams = (match: NameMatch, hints: Hints): boolean => {
  if (hints.team !== undefined) return true;
  if (match.kind === 'unmatched') return match.near.some((candidate) => knownTeamId(candidate) !== null);
  return (
    match.kind === 'matched' &&
    isUndecided(match, hints) &&
    match.candidates.some((candidate) => candidate.row !== undefined && knownTeamId(candidate) !== null)
  );
};

/** The players whose documents are needed to decide. */
export const documentsNeeded = (match: NameMatch, evidence: Evidence): readonly PlayerId[] => {
  if (match.kind !== 'matched' || !isUndecided(match, evidence.hints)) return [];
  const teams = teamsOf(evidence);
  return match.candidates
    .filter((candidate) => playerOfRow(evidence.league, candidate, teams) === undefined)
    .slice(0, MAX_DOCUMENTS)
    .map(({ id }) => id);
};

export const decide = (match: NameMatch, evidence: EvidenceWithDocuments): Resolution => {
  switch (match.kind) {
    case 'failed':
      return match;
    case 'unmatched':
      return none(match, evidence);
    case 'matched': {
      if (isUndecided(match, evidence.hints)) return decideBetween(match, evidence);
      const [{ id, name }] = match.candidates;
      const player = playerOfRow(evidence.league, match.candidates[0], teamsOf(evidence));
      const consulted = withTeams(match.consulted, player === undefined ? [] : [player], evidence);
      return { kind: 'one', id, name, match: match.match, player, consulted, searched: match.searched };
    }
  }
};

/**
 * One candidate and no hint: decided without any document. A surname alone means an active player, which neither a
 * search hit nor a row with a roster conflict proves.
 */
const isUndecided = ({ match, candidates }: Matched, hints: Hints): boolean => {
  const [{ row, rosterConflict }] = candidates;
  return isHinted(hints) || candidates.length > 1 || (match === 'surname' && (row === undefined || rosterConflict));
};

const decideBetween = (
  { match, candidates, consulted, searched }: Matched,
  evidence: EvidenceWithDocuments,
): Resolution => {
  const { documents, understood } = evidence;
  const answers = candidates.flatMap(({ id }) => documents.get(id) ?? []);
  // While one document is missing, the decision would be a guess.
  const failure = answers.find(({ kind }) => kind === 'failed');
  if (failure?.kind === 'failed') return failure;
  const players = candidates.flatMap((candidate) => playerOf(candidate, evidence) ?? []);
  const hinted = players.filter((player) => understood.fits(player));
  const byOtherName = new Set(candidates.flatMap(({ id, isByOtherName }) => (isByOtherName ? [id] : [])));
  const bearers = hinted.filter(({ id }) => !byOtherName.has(id));
  const active = bearers.filter(isPlaying);
  const instead = active.length > 0 ? [] : hinted.filter((player) => byOtherName.has(player.id) && isPlaying(player));
  const meant = active.length > 0 || match === 'surname' ? active : [...instead, ...bearers];
  const all = [...withTeams(consulted, players, evidence), ...answers.filter((answer) => answer.kind !== 'failed')];
  const [first, ...others] = meant;
  // Whom the hints left out, as their documents have them.
  if (first === undefined) return noneOf(players.map(suggestionOfPlayer), { consulted: all, searched }, evidence);
  if (others.length > 0) return { kind: 'ambiguous', players: meant, consulted: all, searched };
  const how = byOtherName.has(first.id) ? 'alias' : match;
  return { kind: 'one', id: first.id, name: first.name, match: how, player: first, consulted: all, searched };
};

/** Undefined for a search hit whose document is absent. */
const playerOf = (candidate: Candidate, evidence: EvidenceWithDocuments): ListedPlayer | undefined => {
  const { league, documents } = evidence;
  const listed = playerOfRow(league, candidate, teamsOf(evidence));
  if (listed !== undefined) return listed;
  const document = documents.get(candidate.id);
  if (document === undefined) return barePlayer(league, candidate);
  return document.kind === 'value' ? listedPlayer(document.value()) : undefined;
};

const none = (match: Unmatched, evidence: EvidenceWithDocuments): Resolution => {
  const suggestions = match.near.map((candidate) => suggestionOf(candidate, teamsOf(evidence)));
  return noneOf(suggestions, match, evidence);
};

const noneOf = (
  suggestions: readonly Suggestion[],
  { consulted, searched }: Pick<Unmatched, 'consulted' | 'searched'>,
  evidence: EvidenceWithDocuments,
): Resolution => {
  const { teamSuggestions } = evidence.understood;
  return {
    kind: 'none',
    searched,
    suggestions,
    consulted: withTeams(consulted, suggestions, evidence),
    ...(teamSuggestions && { teamSuggestions }),
  };
};

const withTeams = (
  consulted: readonly ConsultedAnswer[],
  players: readonly Pick<ListedPlayer, 'team'>[],
  { teams, hints }: Evidence,
): readonly ConsultedAnswer[] => {
  const isUsed = hints.team !== undefined || players.some(({ team }) => team !== null);
  return teams === undefined || !isUsed || consulted.includes(teams) ? consulted : [...consulted, teams];
};

const teamsByList = new WeakMap<TeamList, Teams>();

const teamsOf = ({ teams }: Evidence): Teams | undefined => {
  if (teams === undefined) return undefined;
  const list = teams.value();
  const map =
    teamsByList.get(list) ?? new Map(list.teams.map(({ id, abbreviation, name }) => [id, { id, abbreviation, name }]));
  teamsByList.set(list, map);
  return map;
};
