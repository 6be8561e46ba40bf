import { isDue } from './due.ts';
import type { Holding } from './cached.ts';
import { planStats } from './plan-stats.ts';
import type { LeagueSnapshot } from './snapshot.ts';
import { workOf, type Tried, type WorkItem } from './work.ts';

/** Each stage begins when the one before it has ended. */
export type Plan = readonly (readonly WorkItem[])[];

/**
 * What to load for a league before anybody asks, the most needed first. What everything else depends on comes in a plan
 * of its own: where the league stands decides what is worth loading next. Empty when there is nothing left to do.
 */
export const planWarming = (snapshot: LeagueSnapshot, tried: Tried): Plan => {
  const { season, live, teams, players } = snapshot;
  const due: Due = (holdings) =>
    holdings.flatMap((holding) =>
      holding === undefined || tried.has(holding.query.key) || !isDue(holding, snapshot)
        ? []
        : [workOf(holding, { calls: 1 })],
    );
  // How long the games of the day are fresh depends on the season.
  const foundation = [due([season]), due([live, teams])].filter(isNotEmpty);
  if (foundation.length > 0) return foundation;
  const { tables, lines, postseason } = planStats(snapshot, tried);
  const documents = due(players.map(({ document }) => document));
  const people = planPeople(snapshot, due);
  const others = [lines, documents, postseason];
  // A few calls for everybody's lines come first where calls are dear. Else they come last: they are the largest answers,
  // and where they fail nothing has to wait for them.
  const plan = snapshot.isFrugal ? [...tables, ...people, ...others] : [...people, ...others, ...tables];
  return plan.filter(isNotEmpty);
};

type Due = (holdings: readonly (Holding | undefined)[]) => readonly WorkItem[];

/** The directory comes after the rosters: what they know puts it right, or is all there is of it. */
const planPeople = (snapshot: LeagueSnapshot, due: Due): Plan => {
  const { rosters, directory, listsEverybody, isFrugal } = snapshot;
  const isWanted = !isFrugal || (directory !== undefined && isDue(directory, snapshot));
  const teams = isWanted ? due(rosters) : [];
  // One call tells nearly all that the rosters do: enough to begin with.
  if (isFrugal && listsEverybody && directory?.held === undefined) return [due([directory]), teams];
  // Without a list of everybody it is made of rosters, and would load those that have not been.
  const canBeMade = rosters.length > 0 && (listsEverybody || teams.length === 0);
  return [teams, canBeMade ? due([directory]) : []];
};

const isNotEmpty = (stage: readonly WorkItem[]): boolean => stage.length > 0;

/** As much of a plan as a number of calls pays for. What costs nothing stays in. */
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
