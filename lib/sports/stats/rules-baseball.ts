import type { StatRule, StatRules } from './rule.ts';
import { inCategory, INNINGS, NONE, ratio, SUM } from './rule.ts';

const batting = (name: string): string => `batting.${name}`;
const pitching = (name: string): string => `pitching.${name}`;
const opponent = (name: string): string => `opponent-batting.${name}`;

const formula = (
  from: readonly string[],
  compute: (...counts: readonly number[]) => number,
  decimals = 3,
): StatRule => ({ kind: 'formula', from, compute, decimals });

const HITS = ['hits', 'doubles', 'triples', 'homeRuns', 'atBats'].map(batting);
const ON_BASE = ['walks', 'hitByPitch', 'sacFlies'].map(batting);

/** Bases beyond the first of each hit. */
const extraBases = (doubles = NaN, triples = NaN, homeRuns = NaN): number => doubles + 2 * triples + 3 * homeRuns;
const slugging = (hits = NaN, doubles = NaN, triples = NaN, homeRuns = NaN, atBats = NaN): number =>
  (hits + extraBases(doubles, triples, homeRuns)) / atBats;
const onBase = (hits = NaN, atBats = NaN, walks = NaN, hitByPitch = NaN, sacFlies = NaN): number =>
  (hits + walks + hitByPitch) / (atBats + walks + hitByPitch + sacFlies);

const BATTING_RULES: StatRules = {
  avg: ratio(batting('hits'), batting('atBats'), { decimals: 3 }),
  onBasePct: formula([batting('hits'), batting('atBats'), ...ON_BASE], onBase),
  slugAvg: formula(HITS, slugging),
  // The sum before either is rounded: Trout's .281 and .390 of 2011 are .672.
  OPS: formula(
    [...HITS, ...ON_BASE],
    (hits, doubles, triples, homeRuns, atBats, ...others) =>
      slugging(hits, doubles, triples, homeRuns, atBats) + onBase(hits, atBats, ...others),
  ),
  isolatedPower: formula(
    HITS.slice(1),
    (doubles, triples, homeRuns, atBats = NaN) => extraBases(doubles, triples, homeRuns) / atBats,
  ),
  secondaryAvg: formula(
    [...HITS.slice(1), batting('walks'), batting('stolenBases'), batting('caughtStealing')],
    (doubles, triples, homeRuns, atBats = NaN, walks = NaN, stolen = NaN, caught = NaN) =>
      (extraBases(doubles, triples, homeRuns) + walks + stolen - caught) / atBats,
  ),
  stolenBasePct: formula(
    [batting('stolenBases'), batting('caughtStealing')],
    (stolen = NaN, caught = NaN) => stolen / (stolen + caught),
    2,
  ),
  pitchesPerPlateAppearance: ratio(batting('pitches'), batting('plateAppearances'), { decimals: 2 }),
  walksPerPlateAppearance: ratio(batting('walks'), batting('plateAppearances'), { decimals: 3 }),
  walkToStrikeoutRatio: ratio(batting('walks'), batting('strikeouts'), { decimals: 2 }),
  atBatsPerHomeRun: ratio(batting('atBats'), batting('homeRuns')),
  groundToFlyRatio: ratio(batting('groundBalls'), batting('flyBalls')),
  // Estimates: their parts are not in the rows, and their rounded values do not add up.
  runsCreated: NONE,
  WARBR: NONE,
  offWARBR: NONE,
};

const PITCHING_RULES: StatRules = {
  innings: INNINGS,
  ERA: ratio(pitching('earnedRuns'), pitching('innings'), { times: 9, decimals: 2 }),
  WHIP: formula(
    [pitching('walks'), pitching('hits'), pitching('innings')],
    (walks = NaN, hits = NaN, innings = NaN) => (walks + hits) / innings,
    2,
  ),
  winPct: formula([pitching('wins'), pitching('losses')], (wins = NaN, losses = NaN) => wins / (wins + losses)),
  strikeoutToWalkRatio: ratio(pitching('strikeouts'), pitching('walks')),
  strikeoutsPerNineInnings: ratio(pitching('strikeouts'), pitching('innings'), { times: 9 }),
  pitchesPerInning: ratio(opponent('pitches'), pitching('innings')),
  groundToFlyRatio: ratio(pitching('groundBalls'), pitching('flyBalls')),
  runSupport: SUM,
  WARBR: NONE,
};

export const MLB_RULES: StatRules = {
  ...inCategory('batting', BATTING_RULES),
  ...inCategory('pitching', PITCHING_RULES),
  'opponent-batting.pitches-battersFaced': ratio(opponent('pitches'), opponent('battersFaced'), { decimals: 3 }),
  'fielding.innings': INNINGS,
  'fielding.fullInningsPlayed': INNINGS,
  'fielding.fieldingPct': formula(
    ['fielding.putouts', 'fielding.assists', 'fielding.errors'],
    (putouts = NaN, assists = NaN, errors = NaN) => (putouts + assists) / (putouts + assists + errors),
  ),
  'fielding.defWARBR': NONE,
};
