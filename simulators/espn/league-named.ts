import type { LeagueFacts } from './leagues.ts';
import { LEAGUES } from './leagues.ts';

const SHORT: Readonly<Record<string, string>> = {
  cfb: 'college-football',
  mbb: 'mens-college-basketball',
  wbb: 'womens-college-basketball',
};

/** By the provider's slug, or by our short name for a college league. */
export const leagueNamed = (text: string): LeagueFacts | undefined => {
  const slug = SHORT[text] ?? text;
  return Object.values(LEAGUES).find((league) => league.slug === slug);
};
