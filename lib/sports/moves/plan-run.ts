import type { Clock, Scope } from '../../cache/index.ts';
import { leagueOf } from '../leagues.ts';
import type { LeagueId } from '../model.ts';
import { SCOPE } from '../scopes.ts';
import { planOf, takeDue, withPurged, type Pending } from './repeat.ts';
import { createPlanEveryone, type EveryoneOptions, type Findings } from './full-purge.ts';
import { createKnownNames, type KnownNamesOptions } from './known-names.ts';
import type { Heard } from './transactions.ts';
import { withSeen, type MovesNote } from './state.ts';
import { planPurge, type News, type PurgePlan } from './plan.ts';
import { createMayPurge, type SparingOptions } from './purge-guard.ts';

/** What a run has to purge, and what is to be remembered once it has. */
export interface RunPlan {
  readonly scopes: readonly Scope[];
  /** What of it somebody moved for and is worth loading again at once. */
  readonly moved: PurgePlan;
  /** Windows that have opened or closed. */
  readonly boundaries: number;
  readonly next: MovesNote;
  /** Whether more than the time has changed. */
  readonly isNews: boolean;
  /** Something is due that would do more harm than good now; the next run looks again. */
  readonly isHeldBack: boolean;
}

export interface PlanningOptions extends Pick<SparingOptions, 'cache' | 'spending'> {
  readonly resources: KnownNamesOptions['resources'] & SparingOptions['resources'];
  readonly calendar: EveryoneOptions['calendar'];
  readonly clock: Clock;
}

export const createPlanning = (options: PlanningOptions) => {
  const { calendar, clock } = options;
  const knownNames = createKnownNames(options);
  const mayPurge = createMayPurge(options);
  const planEveryone = createPlanEveryone({ calendar, clock, mayPurge });

  const planNews = async (league: LeagueId, news: News): Promise<PurgePlan> => {
    if (news.moves.length === 0) return NO_PLAN;
    const names = await knownNames(league);
    // Nobody knows whom the moves concern. Of colleges nobody ever will: there the teams that are named must do.
    const isNameless = names.directory === undefined && !leagueOf(league).college;
    return planPurge({ ...news, isFull: news.isFull || isNameless }, names);
  };

  /** What is due again; what must not be purged now stays pending. */
  const planAgain = async (
    league: LeagueId,
    pending: readonly Pending[],
    heard: Heard,
  ): Promise<{ readonly plan: PurgePlan; readonly left: readonly Pending[] }> => {
    const { due, left } = takeDue(pending, clock.now());
    if (due.length === 0) return { plan: NO_PLAN, left: pending };
    const plan = planOf(due);
    const rosters = plan.scopes.includes(SCOPE.rosters) ? undefined : plan.teams.length;
    const loadedSince = heard.outcome === 'failed' ? (heard.unheardSince ?? clock.now()) : undefined;
    return (await mayPurge(league, { rosters, loadedSince })) ? { plan, left } : { plan: NO_PLAN, left: pending };
  };

  return async (league: LeagueId, findings: Findings): Promise<RunPlan> => {
    const { known, heard } = findings;
    const now = clock.now();
    const { boundaries, isGoing, isHeldBack } = await planEveryone(league, findings);
    // The directory goes with the rosters, and the next move names somebody: who is in it is remembered.
    if (isGoing) await knownNames(league);
    // What has been purged for is not known before all has been purged: the note stays lost.
    if (findings.isLost && isHeldBack) return { ...NOTHING, boundaries, next: known };
    const news = await planNews(league, heard.news);
    const again = await planAgain(league, known.pending, heard);
    const moved = planOf([news, again.plan]);
    const scopes = [...new Set([...(isGoing ? [SCOPE.rosters, SCOPE.directory] : []), ...moved.scopes])];
    return {
      scopes,
      // A directory that is made while all rosters are gone knows nobody's team: the warmer loads them before it.
      moved: scopes.includes(SCOPE.rosters) ? NO_PLAN : moved,
      boundaries,
      isHeldBack,
      isNews:
        isGoing ||
        again.left !== known.pending ||
        heard.outcome === 'read' ||
        heard.unheardSince !== known.unheardSince,
      next: {
        at: isHeldBack ? known.at : Math.max(known.at, now),
        since: known.since,
        readAt: heard.readAt,
        seen: withSeen(known.seen, heard.news.listed),
        rostersAt: isGoing ? now : known.rostersAt,
        unheardSince: heard.unheardSince,
        pending: withPurged(again.left, news, now),
      },
    };
  };
};

const NO_PLAN: PurgePlan = { scopes: [], teams: [] };
const NOTHING = { scopes: [], moved: NO_PLAN, isNews: false, isHeldBack: true } as const;
