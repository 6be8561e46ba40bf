import { expiresBeforeNextRun, workOf, type CachedQuery, type Tried, type WorkItem } from './cached.ts';
import { planStats } from './plan-stats.ts';
import type { LeagueSnapshot } from './snapshot.ts';
import { planTeamDocuments } from './team-documents.ts';

/** Each stage begins when the one before it has ended. */
export type Plan = readonly (readonly WorkItem[])[];

/**
 * What to load for a league before anybody asks, the most needed first. Where the season stands decides what else is
 * worth loading, so that it comes in a plan of its own. Empty when nothing is left to do.
 */
export const planWarming = (snapshot: LeagueSnapshot, tried: Tried): Plan => {
  const { season, live, teams, players, pressure } = snapshot;
  const due: Due = (queries) =>
    queries.flatMap((each) =>
      each === undefined || tried.has(each.query.key) || !expiresBeforeNextRun(each, snapshot)
        ? []
        : [workOf(each, { calls: 1 })],
    );
  // How long the games of the day are fresh depends on the season.
  const foundation = [due([season]), due([live, teams])].filter(isNotEmpty);
  if (foundation.length > 0) return foundation;
  const { tables, lines, postseason } = planStats(snapshot, tried);
  const documents = due(players.map(({ document }) => document));
  const people = planPeople(snapshot, due);
  const others = [lines, documents, postseason, planTeamDocuments(snapshot, tried)];
  // With few calls the tables come first: they bring everybody's lines. Otherwise they come last: they are the largest
  // answers, and nothing has to wait for them where they fail.
  const plan = pressure === 'minimal' ? [...tables, ...people, ...others] : [...people, ...others, ...tables];
  return plan.filter(isNotEmpty);
};

type Due = (queries: readonly (CachedQuery | undefined)[]) => readonly WorkItem[];

/** The directory comes after the rosters: they correct it, or are all that it is made of. */
const planPeople = (snapshot: LeagueSnapshot, due: Due): Plan => {
  const { rosters, directory, hasEveryPlayer, pressure } = snapshot;
  const isMinimal = pressure === 'minimal';
  const areRostersWanted = !isMinimal || (directory !== undefined && expiresBeforeNextRun(directory, snapshot));
  const teams = areRostersWanted ? due(rosters) : [];
  // One call lists nearly everything that the rosters have: enough to begin with.
  if (isMinimal && hasEveryPlayer && directory?.cached === undefined) return [due([directory]), teams];
  // Without a list of every player the directory is made of rosters, and would load those that have not been loaded.
  const canBeMade = rosters.length > 0 && (hasEveryPlayer || teams.length === 0);
  return [teams, canBeMade ? due([directory]) : []];
};

const isNotEmpty = (stage: readonly WorkItem[]): boolean => stage.length > 0;

/** As much of a plan as a number of calls pays for. Items without a call stay in. */
export const affordable = (plan: Plan, calls: number): Plan => {
  let left = calls;
  const stages = plan.map((stage) =>
    stage.filter((item) => {
      if (item.calls > left) return item.calls === 0;
      left -= item.calls;
      return true;
    }),
  );
  return stages.filter(isNotEmpty);
};
