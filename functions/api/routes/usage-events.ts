import type { EventWindow, UsageEvent, UsageEventsAnswer } from '../../../lib/http/answers/index.ts';
import { hours as hoursMs } from '../../../lib/cache/index.ts';
import { UsageEventsQuery } from '../../../lib/http/upkeep-schemas.ts';
import { uncachedReply, type Reply, type ReplyContext } from '../../../lib/http/reply.ts';
import type { LeagueId } from '../../../lib/sports/model/index.ts';
import type { Window } from '../../../lib/sports/calendar/index.ts';
import { readEvents } from '../../../lib/telemetry/usage/events.ts';
import { hoursUntil } from '../../../lib/telemetry/usage/report.ts';
import type { ApiDeps } from '../request/deps.ts';
import { queryOf, servedLeague, type ApiEvent } from '../request/event.ts';
import { usageCounters } from '../request/usage-read.ts';

type EventsDeps = Pick<ApiDeps, 'ledgers' | 'clock' | 'leagues' | 'calendar'>;

/** What has happened in the last hours, and the windows of the calendar around them. */
export const usageEvents = async (deps: EventsDeps, event: ApiEvent, context: ReplyContext): Promise<Reply> => {
  const { hours, league } = queryOf(event, UsageEventsQuery);
  const { ledgers, clock } = deps;
  const leagues = league === undefined ? deps.leagues : [servedLeague(league, deps.leagues).id];
  const now = clock.now();
  const wanted = hoursUntil(now, hours);
  const from = hoursMs(wanted.at(0) ?? 0);
  const { events, dropped } = await readEvents(await usageCounters(deps), wanted);
  const windows = leagues.flatMap((id) => windowsAround(deps, id, { from, now }));
  const told = [
    ...events.filter((each) => !('league' in each) || leagues.includes(each.league)),
    ...leagues.flatMap((id) => changesOf(deps, id, { from, now })),
  ];
  const document: UsageEventsAnswer = {
    scope: ledgers.scope,
    from: isoTime(from),
    now: isoTime(now),
    events: told.sort((a, b) => (a.at < b.at ? -1 : 1)),
    dropped,
    windows: windows.sort((a, b) => (a.opensAt < b.opensAt ? -1 : 1)),
  };
  return uncachedReply(JSON.stringify(document), context);
};

/** Epoch ms. */
interface Span {
  readonly from: number;
  readonly now: number;
}

const changesOf = ({ calendar }: EventsDeps, league: LeagueId, { from, now }: Span): readonly UsageEvent[] =>
  calendar.boundaries(league, from, now).map(({ at, kind, window }) => ({
    at: isoTime(at),
    count: 1,
    kind: 'window',
    league,
    window: window.kind,
    change: kind,
  }));

const windowsAround = ({ calendar }: EventsDeps, league: LeagueId, { from, now }: Span): readonly EventWindow[] => {
  const next = calendar.next(league, now);
  return [
    // A window that opens at this very moment is open.
    ...calendar.windowsOf(league, { from, to: now + 1 }).map((window) => windowJson(window, now)),
    ...(next === undefined ? [] : [windowJson(next, now)]),
  ];
};

const windowJson = ({ league, kind, start, end }: Window, now: number): EventWindow => ({
  league,
  window: kind,
  opensAt: isoTime(start),
  closesAt: isoTime(end),
  state: start > now ? 'next' : end > now ? 'open' : 'past',
});

const isoTime = (time: number): string => new Date(time).toISOString();
