import type { LeagueFacts } from '../leagues.ts';
import { displayNameOf, slugOf } from '../leagues.ts';
import type { TeamFacts } from '../model.ts';
import { hash } from '../random.ts';
import { easternDay, timeOn } from '../schedule/days.ts';
import type { Game } from '../schedule/game.ts';
import type { Score } from '../schedule/scoring.ts';
import { scoreBetween } from '../schedule/scoring.ts';
import type { Standing } from '../schedule/standing.ts';
import { standingOf } from '../schedule/standing.ts';
import { FORMATS } from '../schedule/formats.ts';
import { statusDocument } from './game-status.ts';
import { webLink } from './links.ts';
import { seasonTypeSlug, shortDate } from './season.ts';
import { clubhouse, logoFile, teamUid } from './team.ts';
import { broadcastsOf, venueOf } from './venue.ts';

/** A game on the scoreboard, as it stands. */
export const gameDocument = (league: LeagueFacts, game: Game, now: number) => {
  const { id, home, away, season, type, week } = game;
  const standing = standingOf(game, now);
  const uid = `s:${league.sport.id}~l:${league.id}~e:${id}`;
  // Where nobody has set a time, the first minute of the day stands there.
  const isTimed = standing.kind !== 'without-time';
  const date = shortDate(isTimed ? game.start : timeOn(easternDay(game.start), 0));
  const status = statusDocument(game, standing);
  const shown = broadcastsOf(league, game);
  return {
    id,
    uid,
    date,
    name: `${displayNameOf(away)} at ${displayNameOf(home)}`,
    shortName: `${away.abbreviation} @ ${home.abbreviation}`,
    season: { year: season, type, slug: seasonTypeSlug(type) },
    ...(week !== null && { week: { number: week } }),
    competitions: [
      {
        id,
        uid: `${uid}~c:${id}`,
        date,
        attendance: standing.kind === 'final' ? 12_000 + (hash(id) % 9000) : 0,
        type: { id: '1', abbreviation: 'STD' },
        timeValid: isTimed,
        neutralSite: false,
        // Hockey's games lack it.
        ...(league.sport.slug !== 'hockey' && { conferenceCompetition: false }),
        playByPlayAvailable: 'period' in standing,
        recent: false,
        venue: venueOf(league, home),
        competitors: [
          competitorDocument(league, game, { side: 'home', standing }),
          competitorDocument(league, game, { side: 'away', standing }),
        ],
        notes: [],
        status,
        broadcasts: shown.broadcasts,
        format: { regulation: { periods: FORMATS[game.league].periods.count } },
        startDate: date,
        broadcast: shown.broadcast,
        geoBroadcasts: shown.geoBroadcasts,
        highlights: [],
      },
    ],
    links: [
      {
        ...webLink(
          ['summary', 'desktop', 'event'],
          `${league.slug}/game/_/gameId/${id}/${slugOf(away.name)}-${slugOf(home.name)}`,
          'Gamecast',
        ),
      },
    ],
    status,
  };
};

interface Side {
  readonly side: 'home' | 'away';
  readonly standing: Standing;
}

const competitorDocument = (league: LeagueFacts, game: Game, { side, standing }: Side) => {
  const team = game[side];
  const periods = 'period' in standing ? periodScores(game, standing) : [];
  const score = (of: 'home' | 'away'): number => periods.reduce((total, period) => total + period[of], 0);
  const other = side === 'home' ? 'away' : 'home';
  return {
    id: team.id,
    uid: teamUid(league, team),
    type: 'team',
    order: side === 'home' ? 0 : 1,
    homeAway: side,
    ...(standing.kind === 'final' && { winner: score(side) > score(other) }),
    team: teamDocument(league, team),
    score: String(score(side)),
    ...(periods.length > 0 && {
      linescores: periods.map((period, index) => ({
        value: period[side],
        displayValue: String(period[side]),
        period: index + 1,
      })),
    }),
    statistics: [],
  };
};

/** What was scored in each period so far. */
const periodScores = (
  game: Game,
  { period, share }: Standing & { readonly period: number; readonly share: number },
) => {
  const { count } = FORMATS[game.league].periods;
  return Array.from({ length: period }, (_, index): Score =>
    scoreBetween(game, index / count, Math.min(share, (index + 1) / count)),
  );
};

const teamDocument = (league: LeagueFacts, team: TeamFacts) => ({
  id: team.id,
  uid: teamUid(league, team),
  location: team.location,
  name: team.name,
  abbreviation: team.abbreviation,
  displayName: displayNameOf(team),
  shortDisplayName: team.name,
  color: team.color,
  alternateColor: team.alternateColor,
  isActive: true,
  links: [
    {
      rel: ['clubhouse', 'desktop', 'team'],
      href: `https://www.espn.com/${league.slug}/team/_/name/${clubhouse(team)}`,
      text: 'Clubhouse',
      isExternal: false,
      isPremium: false,
    },
  ],
  logo: `https://a.espncdn.com/i/${logoFile(league, team, '500/scoreboard')}`,
});
