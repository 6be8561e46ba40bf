import { leagueOf } from '../../sports/leagues.ts';
import type { LeagueId, PlayerId, SeasonType, TeamId, TeamRef } from '../../sports/model/index.ts';
import type { CareerCategory } from '../../sports/upstream/index.ts';
import type { JsonAnswer } from '../http.ts';
import { saysAbsent } from '../shapes/error-body.ts';
import { at, listAt } from '../shapes/read.ts';
import { readTeamRef } from '../shapes/team.ts';
import { documentOf, malformed } from './answer.ts';
import { readCategory } from './career-category.ts';
import { categoryName, namesType } from './career-fold.ts';
import { filterIn, hasChosen, type Filter } from './filters.ts';
import { SEASON_TYPE_CODE } from './hosts.ts';

/** One stats document. Baseball's has the categories of one view only: of batting, of pitching, or of fielding. */
export interface CareerView {
  readonly teams: readonly TeamRef[];
  readonly categories: readonly CareerCategory[];
  /** False when ESPN answered with another type of season, or another league, because the player has none of this one. */
  readonly hasType: boolean;
  /** What the document lists as its views; undefined where it has no choice of views. */
  readonly views: Filter | undefined;
}

interface ViewQuestion {
  readonly league: LeagueId;
  readonly id: PlayerId;
  readonly type: SeasonType;
  /** Undefined for the view that ESPN chooses. */
  readonly view: string | undefined;
}

/** null when the provider said that it has no such stats. */
export const readView = (answer: JsonAnswer, { league, id, type, view }: ViewQuestion): CareerView | null => {
  if (saysAbsent(answer, ['instance', 'athlete', 'player', 'stats'])) return null;
  const json = documentOf(answer, `the ${view === undefined ? '' : `${view} `}stats of ${league} athlete ${id}`);
  const list = listAt(json, 'categories');
  // An empty list is a career too: a rookie's.
  if (list === undefined) throw malformed(`no stats for athlete ${id}`);
  const categories = list.map(readCategory);
  const views = filterIn(json, 'category');
  if (view !== undefined && views?.value !== undefined && views.value !== view) {
    throw malformed(`the ${views.value} stats of athlete ${id} for the ${view} stats`);
  }
  const ofType = categories.some((category) => namesType(category, league, type));
  const hasType = ofType || hasChosen(filterIn(json, 'seasontype'), SEASON_TYPE_CODE[type], 'season type');
  const ofLeague = hasChosen(filterIn(json, 'league'), leagueOf(league).slug, 'league');
  return { teams: readTeams(at(json, 'teams')), categories, hasType: hasType && ofLeague, views };
};

// No sport has more than three views, and what a document lists must not become any number of calls.
const MAX_FURTHER_VIEWS = 5;

/** The other views that a document lists for its player. One whose category the document holds already is not asked. */
export const furtherViews = ({ views, categories }: CareerView, league: LeagueId): readonly string[] => {
  const held = new Set(
    categories.flatMap(({ name, rows }) => (rows.length > 0 ? categoryName(league, name).name : [])),
  );
  const others = (views?.options ?? []).filter((option) => option !== views?.value && !held.has(option));
  return others.slice(0, MAX_FURTHER_VIEWS);
};

// Keyed by slug, by id, or by both at once; a club that moved is listed under each of its names, one of them active.
const readTeams = (json: unknown): readonly TeamRef[] => {
  const entries: readonly unknown[] = typeof json === 'object' && json !== null ? Object.values(json) : [];
  const teams = new Map<TeamId, TeamRef>();
  for (const entry of entries) {
    const team = readTeamRef(entry);
    if (team !== undefined && (!teams.has(team.id) || at(entry, 'isActive') === true)) teams.set(team.id, team);
  }
  return [...teams.values()];
};
