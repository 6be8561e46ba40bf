import type {
  AdminHealthAnswer,
  HealthAnswer,
  League,
  LeaguesAnswer,
  UsageAnswer,
  UsageEventsAnswer,
  UsagePopularAnswer,
} from '../../../../lib/http/answers/index.ts';
import { ask, type Asked } from './ask.ts';

/** What is looked at. */
export interface View {
  readonly hours: number;
  /** null: all of them. */
  readonly league: string | null;
}

/** All that the page shows, from one refresh. */
export interface Answers {
  readonly view: View;
  readonly usage: UsageAnswer;
  readonly popular: UsagePopularAnswer;
  readonly events: UsageEventsAnswer;
  readonly leagues: readonly League[];
  /** Undefined: it did not come. */
  readonly health: HealthAnswer | undefined;
  /** Undefined: the key is no admin's, or it did not come. */
  readonly admin: AdminHealthAnswer | undefined;
}

export type Loaded =
  | { readonly kind: 'loaded'; readonly answers: Answers }
  | { readonly kind: 'refused'; readonly why: Exclude<Asked<never>, { kind: 'answer' }> };

export interface LoadOptions {
  readonly view: View;
  readonly key: string | null;
  readonly signal: AbortSignal;
}

const MAX_POPULAR = 5;

export const load = async ({ view, key, signal }: LoadOptions): Promise<Loaded> => {
  const asking = { key, signal };
  const { hours, league } = view;
  const of = league === null ? '' : `&league=${encodeURIComponent(league)}`;
  // First alone: it says whether the key is good, and what it may ask.
  const usage = await ask<UsageAnswer>(`/v1/usage?hours=${hours}${of}`, asking);
  if (usage.kind !== 'answer') return { kind: 'refused', why: usage };
  const isAdmin = usage.body.caller.role === 'admin';
  const [popular, events, leagues, health, admin] = await Promise.all([
    ask<UsagePopularAnswer>(`/v1/usage/popular?hours=${hours}&limit=${MAX_POPULAR}${of}`, asking),
    ask<UsageEventsAnswer>(`/v1/usage/events?hours=${hours}${of}`, asking),
    ask<LeaguesAnswer>('/v1/leagues', asking),
    ask<HealthAnswer>('/v1/health', asking),
    isAdmin ? ask<AdminHealthAnswer>('/v1/admin/health', asking) : undefined,
  ]);
  if (popular.kind !== 'answer') return { kind: 'refused', why: popular };
  if (events.kind !== 'answer') return { kind: 'refused', why: events };
  if (leagues.kind !== 'answer') return { kind: 'refused', why: leagues };
  return {
    kind: 'loaded',
    answers: {
      view,
      usage: usage.body,
      popular: popular.body,
      events: events.body,
      leagues: leagues.body.leagues,
      health: health.kind === 'answer' ? health.body : undefined,
      admin: admin?.kind === 'answer' ? admin.body : undefined,
    },
  };
};
