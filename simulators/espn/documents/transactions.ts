import type { LeagueFacts } from '../leagues.ts';
import { displayNameOf } from '../leagues.ts';
import { phaseAt } from '../schedule/calendars.ts';
import { easternDay, timeOn } from '../schedule/days.ts';
import type { MoveLine } from '../trades.ts';
import { seasonTypeName, shortDate } from './season.ts';

interface TransactionsPlan {
  readonly league: LeagueFacts;
  readonly lines: readonly MoveLine[];
  readonly now: number;
  readonly limit: number;
  /** From 1. */
  readonly page: number;
}

/** The league's moves, newest first: a day, a team and free text. Nobody's id is in it. */
export const transactionsDocument = ({ league, lines, now, limit, page }: TransactionsPlan) => {
  const { year, type } = phaseAt(league.slug, now);
  return {
    count: lines.length,
    pageIndex: page,
    pageSize: limit,
    pageCount: Math.ceil(lines.length / limit),
    // The season of now, whichever was asked for.
    season: { year, type, name: seasonTypeName(type), displayName: league.seasonName(year) },
    transactions: lines
      .toSorted((a, b) => b.at - a.at)
      .slice((page - 1) * limit, page * limit)
      .map(({ at, team, text }) => ({
        date: shortDate(timeOn(easternDay(at), 0, 'America/Los_Angeles')),
        description: text,
        team: {
          id: team.id,
          location: team.location,
          name: team.name,
          abbreviation: team.abbreviation,
          displayName: displayNameOf(team),
        },
      })),
  };
};
