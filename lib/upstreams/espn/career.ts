import type { LeagueId, PlayerId, SeasonType } from '../../sports/model/index.ts';
import { type CareerTable, type MissingPart, type UpstreamCall, UpstreamError } from '../../sports/upstream/index.ts';
import { foldCategories, mergeCategories } from './career-fold.ts';
import { furtherViews, readView, type CareerView } from './career-view.ts';
import { SEASON_TYPE_CODE, webPath, type EspnHosts } from './hosts.ts';
import type { Ask } from './mirror.ts';

interface CareerQuestion {
  readonly league: LeagueId;
  readonly id: PlayerId;
  readonly type: SeasonType;
}

/**
 * Every view of a player's stats as one table: the one that ESPN chooses, then side by side the others that its answer
 * lists for this player. A view that fails is missing from the table, and is named there. null: ESPN has no such player,
 * or none of the views has this type of season.
 */
export const loadCareer = async (
  hosts: EspnHosts,
  question: CareerQuestion,
  call: UpstreamCall,
): Promise<CareerTable | null> => {
  const first = await askView(hosts.web, question, undefined, call);
  if (first === null) return null;
  const names = furtherViews(first, question.league);
  const settled = await Promise.allSettled(names.map((name) => askView(hosts.webViews, question, name, call)));
  const missing = settled.flatMap((outcome, index): MissingPart[] =>
    outcome.status === 'rejected' ? [{ name: names[index] ?? '', error: asUpstreamError(outcome.reason) }] : [],
  );
  const others = settled.flatMap((outcome) => (outcome.status === 'fulfilled' ? (outcome.value ?? []) : []));
  const views = [first, ...others].filter(({ hasType }) => hasType);
  if (views.length === 0 && missing.length === 0) return null;
  return tableOf(views, missing, question);
};

const askView = async (
  ask: Ask,
  { league, id, type }: CareerQuestion,
  view: string | undefined,
  call: UpstreamCall,
): Promise<CareerView | null> => {
  const query = new URLSearchParams({
    seasontype: SEASON_TYPE_CODE[type],
    ...(view !== undefined && { category: view }),
  });
  const answer = await ask(`${webPath(league)}/athletes/${encodeURIComponent(id)}/stats?${query.toString()}`, call);
  return readView(answer, { league, id, type, view });
};

const tableOf = (
  views: readonly CareerView[],
  missing: readonly MissingPart[],
  { league, type }: CareerQuestion,
): CareerTable => {
  // Each view by itself first: whether a category without a type in its name is of this type depends on those beside it.
  const categories = views.flatMap((view) => foldCategories(view.categories, { league, type }));
  const teams = new Map(views.flatMap((view) => view.teams).map((team) => [team.id, team]));
  return {
    teams: [...teams.values()],
    categories: mergeCategories(categories),
    ...(missing.length > 0 && { missing }),
  };
};

const asUpstreamError = (error: unknown): UpstreamError =>
  error instanceof UpstreamError ? error : new UpstreamError('failed', 'A view could not be read', { cause: error });
