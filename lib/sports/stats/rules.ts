import type { LeagueId } from '../model/index.ts';
import type { StatRule, StatRules } from './rule.ts';
import { MAX, NONE, SUM } from './rule.ts';
import { MLB_RULES } from './rules-baseball.ts';
import { NBA_RULES } from './rules-basketball.ts';
import { NFL_RULES } from './rules-football.ts';
import { NHL_RULES } from './rules-hockey.ts';

const TABLES: Readonly<Record<LeagueId, StatRules>> = {
  nfl: NFL_RULES,
  cfb: NFL_RULES,
  nba: NBA_RULES,
  wnba: NBA_RULES,
  mbb: NBA_RULES,
  wbb: NBA_RULES,
  mlb: MLB_RULES,
  nhl: NHL_RULES,
};

const RATE =
  /^(?:avg|net)[A-Z]|^avg$|^PER$|Avg|Average|Pct|Percent|Rating|QBR|Ratio|Efficiency|Factor|ERA|WHIP|OPS|WAR|[a-z]Per[A-Z\d]/;

interface StatName {
  readonly category: string;
  readonly name: string;
}

/** How a stat is combined. Where no table has it: `long…` by maximum, whole numbers by sum, others not at all. */
export const ruleOf = (
  league: LeagueId,
  { category, name }: StatName,
  values: readonly (number | null)[],
): StatRule => {
  const rule = TABLES[league][`${category}.${name}`];
  if (rule !== undefined) return rule;
  if (/^long[A-Z]/.test(name)) return MAX;
  return RATE.test(name) || category === 'averages' || !values.every(Number.isInteger) ? NONE : SUM;
};
