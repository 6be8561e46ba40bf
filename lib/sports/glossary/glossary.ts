import { BASEBALL_GLOSSARY } from './baseball.ts';
import { BASKETBALL_GLOSSARY } from './basketball.ts';
import { FOOTBALL_GLOSSARY } from './football.ts';
import { HOCKEY_GLOSSARY } from './hockey.ts';
import { leagueOf, type League } from '../leagues.ts';
import type { LeagueId, Direction, GlossaryEntry, StatUnit } from '../model/index.ts';

const BY_SPORT: Readonly<Record<League['sport'], readonly GlossaryEntry[]>> = {
  football: FOOTBALL_GLOSSARY,
  basketball: BASKETBALL_GLOSSARY,
  baseball: BASEBALL_GLOSSARY,
  hockey: HOCKEY_GLOSSARY,
};

/**
 * Label, description, unit and direction of each stat of a league. A long text: load it lazily.
 *
 * @example
 * glossaryOf('nfl').find(({ name }) => name === 'passingYards')?.label; // 'YDS'
 */
export const glossaryOf = (league: LeagueId): readonly GlossaryEntry[] => BY_SPORT[leagueOf(league).sport];

/** What is known of a stat; without an entry it has no unit. */
export type KnownStat = Pick<GlossaryEntry, 'label' | 'direction'> & { readonly unit?: StatUnit };

export type StatLookup = (category: string, name: string) => KnownStat;

/** A stat's label, direction and unit. Without an entry the label is the name, and the direction is guessed. */
export const statLookup = (league: LeagueId): StatLookup => {
  const entries = new Map(glossaryOf(league).map((entry) => [`${entry.category}.${entry.name}`, entry]));
  return (category, name) => entries.get(`${category}.${name}`) ?? { label: name, direction: directionByName(name) };
};

// The first match decides: `fumblesLost` is not a `games` stat, and `againstPct` is lower although `pct` is higher.
const BY_NAME: readonly (readonly [RegExp, Direction])[] = [
  [
    /fumbles?(?:Lost)?$|turnovers?|giveaways|losses|^ties$|lost$|errors?$|fouls?$|against|allowed|^opponent|blown/i,
    'lower',
  ],
  [/^ERA|^WHIP|ejections|disqualifications|penalt/i, 'lower'],
  [
    /(?:attempts?|attempted)(?:\d|$)|^games|gamesPlayed|gamesStarted|minutes|timeOnIce|innings|appearances|targets/i,
    'none',
  ],
  [/pct$|percent|rating|points|yards|touchdowns?|made|won$|wins?$|goals|assists|rebounds|saves?$|tackles/i, 'higher'],
];

const directionByName = (name: string): Direction =>
  // An unknown stat has no better and no worse.
  BY_NAME.find(([pattern]) => pattern.test(name))?.[1] ?? 'none';
