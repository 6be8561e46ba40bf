import type { LeagueFacts } from '../leagues.ts';
import type { SportSlug, TeamFacts } from '../model.ts';
import { hash } from '../random.ts';
import type { Game } from '../schedule/game.ts';

const GROUNDS: Readonly<Record<SportSlug, string>> = {
  football: 'Stadium',
  basketball: 'Arena',
  baseball: 'Park',
  hockey: 'Center',
};

/** Where a team is at home. */
export const venueOf = (league: LeagueFacts, team: TeamFacts) => ({
  id: String(3000 + (hash(`venue ${league.slug} ${team.id}`) % 900)),
  fullName: `${team.name} ${GROUNDS[league.sport.slug]}`,
  address: { city: team.location },
  indoor: league.sport.slug === 'basketball' || league.sport.slug === 'hockey',
});

interface Shown {
  readonly broadcasts: readonly { readonly market: string; readonly names: readonly string[] }[];
  readonly broadcast: string;
  readonly geoBroadcasts: readonly {
    readonly type: { readonly id: string; readonly shortName: string };
    readonly market: { readonly id: string; readonly type: string };
    readonly media: { readonly shortName: string };
    readonly lang: string;
    readonly region: string;
  }[];
}

const NATIONAL = [['CBS'], ['FOX'], ['NBC', 'Peacock'], ['ESPN'], ['Prime Video']] as const;

/** Who shows a game: all of professional football is on national television, elsewhere most games are on local channels. */
export const broadcastsOf = (league: LeagueFacts, { id, home, away }: Game): Shown => {
  const luck = hash(`shown ${id}`);
  const national = NATIONAL[luck % NATIONAL.length] ?? NATIONAL[0];
  if (league.slug === 'nfl' || luck % 4 === 0) {
    return {
      broadcasts: [{ market: 'national', names: national }],
      broadcast: national.join('/'),
      geoBroadcasts: national.map((name) => shown(name, '1', 'National')),
    };
  }
  const local = (team: TeamFacts): string => `${team.abbreviation} Network`;
  return {
    broadcasts: [
      { market: 'away', names: [local(away)] },
      { market: 'home', names: [local(home)] },
    ],
    broadcast: '',
    geoBroadcasts: [shown(local(away), '3', 'Away'), shown(local(home), '2', 'Home')],
  };
};

const shown = (shortName: string, id: string, type: string): Shown['geoBroadcasts'][number] => ({
  type: { id: '1', shortName: 'TV' },
  market: { id, type },
  media: { shortName },
  lang: 'en',
  region: 'us',
});
