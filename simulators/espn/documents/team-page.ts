import type { LeagueFacts } from '../leagues.ts';
import { displayNameOf } from '../leagues.ts';
import type { TeamFacts } from '../model.ts';
import { plays, type Game } from '../schedule/game.ts';
import { winnerOf, finalScore } from '../schedule/scoring.ts';
import { standingOf } from '../schedule/standing.ts';
import { gameDocument } from './game.ts';
import { ordinal } from './game-status.ts';
import { coreRef } from './links.ts';
import { linksOf, teamDocument, teamSlug, teamUid } from './team.ts';
import { venueOf } from './venue.ts';

interface TeamPagePlan {
  readonly league: LeagueFacts;
  readonly team: TeamFacts;
  /** Of the whole season, as far as anybody knows them. */
  readonly games: readonly Game[];
  readonly now: number;
}

// The last game stays the next one until the morning after.
const STAYS = 12 * 3_600_000;

/** A team by itself: how it stands, and its next game. */
export const teamPageDocument = ({ league, team, games, now }: TeamPagePlan) => {
  const named = without(teamDocument(league, team), 'isAllStar');
  const { nickname, shortDisplayName, logos } = named;
  const over = games.filter((game) => game.type === 2 && standingOf(game, now).kind === 'final');
  const ahead = games.filter((game) => plays(game, team.id) && !game.postponed && game.end + STAYS > now);
  const venue = venueOf(league, team);
  return {
    team: {
      ...named,
      logos: logos.map((logo) => ({ ...logo, alt: '', lastUpdated: '2024-06-25T18:51Z' })),
      record: {
        items: [
          recordItem('total', undefined, over, team),
          recordItem(
            'home',
            'Home Record',
            over.filter(({ home }) => home.id === team.id),
            team,
          ),
          recordItem(
            'road',
            'Away Record',
            over.filter(({ away }) => away.id === team.id),
            team,
          ),
        ],
      },
      groups: { id: '1', parent: { id: '7' }, isConference: false },
      links: linksOf(league, team).map((link) => without(link, 'isHidden')),
      franchise: {
        ...coreRef(`sports/${league.sport.slug}/leagues/${league.slug}/franchises/${team.id}`, 'pvt'),
        id: team.id,
        uid: teamUid(league, team).replace('~t:', '~f:'),
        slug: teamSlug(team),
        location: team.location,
        name: team.name,
        nickname,
        abbreviation: team.abbreviation,
        displayName: displayNameOf(team),
        shortDisplayName,
        color: team.color,
        isActive: true,
        venue: {
          ...coreRef(`sports/${league.sport.slug}/leagues/${league.slug}/venues/${venue.id}`, 'pvt'),
          ...venue,
          grass: true,
          images: [],
        },
        team: coreRef(`sports/${league.sport.slug}/leagues/${league.slug}/teams/${team.id}`, 'pvt'),
      },
      nextEvent: ahead.slice(0, 1).map((game) => nextEvent(league, game, now)),
      standingSummary: `${ordinal(placeOf(team, over))} in ${league.abbreviation}`,
    },
  };
};

const isWon = (game: Game, team: TeamFacts): boolean => game[winnerOf(game)].id === team.id;

const recordItem = (type: string, description: string | undefined, games: readonly Game[], team: TeamFacts) => {
  const own = games.filter((game) => plays(game, team.id));
  const wins = own.filter((game) => isWon(game, team)).length;
  const points = own.map((game) => {
    const { home, away } = finalScore(game);
    return game.home.id === team.id ? [home, away] : [away, home];
  });
  const total = (side: 0 | 1): number => points.reduce((sum, each) => sum + (each[side] ?? 0), 0);
  const stats = {
    wins,
    losses: own.length - wins,
    ties: 0,
    winPercent: own.length === 0 ? 0 : wins / own.length,
    ...(type === 'total' && { gamesPlayed: own.length, pointsFor: total(0), pointsAgainst: total(1) }),
  };
  return {
    ...(description !== undefined && { description }),
    type,
    summary: `${wins}-${own.length - wins}`,
    stats: Object.entries(stats).map(([name, value]) => ({ name, value })),
  };
};

/** From 1: how many teams have won more. */
const placeOf = (team: TeamFacts, over: readonly Game[]): number => {
  const wins = new Map<string, number>();
  for (const game of over) {
    const { id } = game[winnerOf(game)];
    wins.set(id, (wins.get(id) ?? 0) + 1);
  }
  const own = wins.get(team.id) ?? 0;
  return 1 + [...wins.values()].filter((each) => each > own).length;
};

/** A game as a team's document has it: how it stands is told inside, and a channel at a time who shows it. */
const nextEvent = (league: LeagueFacts, game: Game, now: number) => {
  const { status, competitions, ...event } = without(gameDocument(league, game, now), 'uid');
  return {
    ...event,
    timeValid: competitions[0]?.timeValid ?? true,
    competitions: competitions.map((competition) => ({
      ...without(competition, 'broadcast', 'geoBroadcasts'),
      status,
      broadcasts: competition.geoBroadcasts,
    })),
  };
};

const without = <T extends object, K extends keyof T>(document: T, ...names: readonly K[]): Omit<T, K> =>
  Object.fromEntries(Object.entries(document).filter(([name]) => !names.includes(name as K))) as Omit<T, K>;
