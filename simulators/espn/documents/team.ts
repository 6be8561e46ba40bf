import type { LeagueFacts } from '../leagues.ts';
import { displayNameOf, slugOf } from '../leagues.ts';
import type { Season, TeamFacts } from '../model.ts';
import { image, webLink } from './links.ts';

export const teamUid = (league: LeagueFacts, team: TeamFacts): string =>
  `s:${league.sport.id}~l:${league.id}~t:${team.id}`;

export const teamSlug = (team: TeamFacts): string => slugOf(displayNameOf(team));

/** What the team list and the stats document have alike. */
export const teamDocument = (league: LeagueFacts, team: TeamFacts) => ({
  id: team.id,
  uid: teamUid(league, team),
  slug: teamSlug(team),
  abbreviation: team.abbreviation,
  displayName: displayNameOf(team),
  shortDisplayName: league.isCollege ? shortPlace(team) : team.name,
  name: team.name,
  // Professional football gives the name again, colleges a short form of the place, everybody else the place.
  nickname: league.slug === 'nfl' ? team.name : league.isCollege ? shortPlace(team) : team.location,
  location: team.location,
  color: team.color,
  alternateColor: team.alternateColor,
  isActive: true,
  isAllStar: false,
  logos: logosOf(league, team),
});

/** `Arizona St`, as the lists of colleges have it; most places are short enough. */
const shortPlace = ({ location }: TeamFacts): string =>
  location.replace(/ State$/, ' St').replace(/^Jacksonville/, 'Jax');

/** Colleges have one folder for every sport, and files by id. */
export const logoFile = (league: LeagueFacts, team: TeamFacts, folder = '500'): string =>
  league.isCollege
    ? `teamlogos/ncaa/${folder.replace('/scoreboard', '')}/${team.id}.png`
    : `teamlogos/${league.slug}/${folder}/${team.abbreviation.toLowerCase()}.png`;

const logosOf = (league: LeagueFacts, team: TeamFacts) => [
  image(logoFile(league, team), ['full', 'default']),
  image(logoFile(league, team, '500-dark'), ['full', 'dark']),
  image(logoFile(league, team, '500/scoreboard'), ['full', 'scoreboard']),
  image(logoFile(league, team, '500-dark/scoreboard'), ['full', 'scoreboard', 'dark']),
];

const PAGES = [
  ['clubhouse', 'Clubhouse', ''],
  ['roster', 'Roster', 'roster/'],
  ['stats', 'Statistics', 'stats/'],
  ['schedule', 'Schedule', 'schedule/'],
  ['depthchart', 'Depth Chart', 'depth/'],
] as const;

export const linksOf = (league: LeagueFacts, team: TeamFacts) =>
  PAGES.map(([rel, text, page]) => ({
    ...webLink([rel, 'desktop', 'team'], `${league.slug}/team/${page}_/name/${clubhouse(team)}`, text),
    isHidden: false,
  }));

export const clubhouse = (team: TeamFacts): string => `${team.abbreviation.toLowerCase()}/${teamSlug(team)}`;

interface TeamsPlan {
  readonly league: LeagueFacts;
  readonly season: Season;
  readonly limit: number;
  /** Ids of teams that are left out. */
  readonly without?: readonly string[];
}

export const teamsDocument = ({ league, season, limit, without = [] }: TeamsPlan) => ({
  sports: [
    {
      id: league.sport.id,
      uid: `s:${league.sport.id}`,
      name: league.sport.name,
      slug: league.sport.slug,
      leagues: [
        {
          id: league.id,
          uid: `s:${league.sport.id}~l:${league.id}`,
          name: league.name,
          abbreviation: league.abbreviation,
          shortName: league.abbreviation,
          slug: league.slug,
          teams: league.teams
            .filter(({ id, unlisted }) => unlisted !== true && !without.includes(id))
            .slice(0, limit)
            .map((team) => ({ team: { ...teamDocument(league, team), links: linksOf(league, team) } })),
          year: season.year,
          season,
        },
      ],
    },
  ],
});
