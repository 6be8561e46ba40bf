import { leagueOf, type League } from '../leagues.ts';
import type { LeagueId } from '../model/index.ts';
import { wordsOf } from './name-form.ts';

type Sport = League['sport'];

/** What a group of words stands for: places on the field, both separated by spaces. Plurals need no entry. */
type Words = readonly (readonly [places: string, words: string])[];

const LINE = 'LT LG C RG RT';
const RUSH = 'DE DT NT';
const COVER = 'CB NB FS SS';

const FOOTBALL: Words = [
  ['QB', 'qb quarterback'],
  ['HB FB', 'rb runningback back'],
  ['HB', 'hb tb halfback tailback'],
  ['FB', 'fb fullback'],
  ['WR', 'wr widereceiver receiver wideout slotreceiver fl flanker se splitend'],
  ['TE', 'te tightend'],
  ['HB FB WR TE', 'flex'],
  [LINE, 'ol oline offensiveline offensivelineman'],
  ['LT RT', 'ot offensivetackle'],
  ['LT RT DT NT', 't tackle'],
  ['LT', 'lt lefttackle'],
  ['RT', 'rt righttackle'],
  ['LG RG', 'g og guard offensiveguard'],
  ['LG', 'lg leftguard'],
  ['RG', 'rg rightguard'],
  ['C', 'c center centre'],
  ['LG C RG', 'iol interiorlineman interioroffensivelineman'],
  [RUSH, 'dl dline defensiveline defensivelineman'],
  [`${LINE} ${RUSH}`, 'lineman'],
  ['DE', 'de end defensiveend'],
  ['DT NT', 'dt defensivetackle idl'],
  ['NT', 'nt ng nosetackle noseguard'],
  ['DE OLB', 'edge edgerusher edgedefender passrusher rushend'],
  ['OLB ILB', 'lb linebacker backer'],
  ['OLB', 'olb outsidelinebacker wlb slb'],
  ['ILB', 'ilb mlb insidelinebacker middlelinebacker mike'],
  [COVER, 'db defensiveback secondary'],
  ['CB NB', 'cb corner cornerback'],
  ['NB', 'nb nickel nickelback slotcorner'],
  ['FS SS', 's saf safety safetie'],
  ['FS', 'fs freesafety'],
  ['SS', 'ss strongsafety'],
  ['K', 'k pk kicker placekicker'],
  ['P', 'p punter'],
  ['LS', 'ls longsnapper snapper'],
  ['K P LS', 'st specialteam specialist'],
  [`QB HB FB WR TE ${LINE}`, 'off offense offence'],
  [`${RUSH} OLB ILB ${COVER}`, 'd def defense defence idp defender'],
];

const BASKETBALL: Words = [
  ['PG', 'pg point pointguard'],
  ['SG', 'sg shootingguard offguard'],
  ['PG SG', 'g guard comboguard backcourt'],
  ['SF', 'sf smallforward'],
  ['PF', 'pf powerforward'],
  ['SF PF', 'f forward comboforward'],
  ['SG SF', 'wing swingman'],
  ['PG SG SF PF', 'gf fg'],
  ['C', 'c center centre'],
  ['PF C', 'big bigman'],
  ['SF PF C', 'fc cf frontcourt'],
];

const HITTERS = 'C 1B 2B 3B SS LF CF RF DH';

const BASEBALL: Words = [
  ['SP', 'sp starter startingpitcher'],
  ['RP', 'rp reliever reliefpitcher bullpen cp cl closer'],
  ['SP RP', 'p pitcher lhp rhp'],
  ['C', 'c catcher'],
  ['1B', '1b firstbase firstbaseman 1stbase 1stbaseman'],
  ['2B', '2b secondbase secondbaseman 2ndbase 2ndbaseman'],
  ['3B', '3b thirdbase thirdbaseman 3rdbase 3rdbaseman'],
  ['SS', 'ss shortstop'],
  ['1B 2B 3B SS', 'if inf infield infielder'],
  ['2B SS', 'mi middleinfielder middleinfield'],
  ['1B 3B', 'ci cornerinfielder cornerinfield'],
  ['LF', 'lf leftfield leftfielder'],
  ['CF', 'cf centerfield centerfielder centrefielder'],
  ['RF', 'rf rightfield rightfielder'],
  ['LF CF RF', 'of outfield outfielder'],
  ['DH', 'dh designatedhitter'],
  [HITTERS, 'ut util utility utilityman utilityplayer hitter batter positionplayer'],
  ['SP DH', 'tw twp twoway twowayplayer'],
];

const HOCKEY: Words = [
  ['C', 'c center centre centerman'],
  ['LW', 'lw l leftwing leftwinger'],
  ['RW', 'rw r rightwing rightwinger'],
  ['LW RW', 'w wing winger'],
  ['C LW RW', 'f fwd forward'],
  ['LD RD', 'd def defense defence defenseman defenceman defender blueliner'],
  ['LD', 'ld leftdefense leftdefenseman'],
  ['RD', 'rd rightdefense rightdefenseman'],
  ['C LW RW LD RD', 'skater'],
  ['G', 'g goalie goaltender netminder goalkeeper'],
];

const WORDS: Readonly<Record<Sport, Words>> = {
  football: FOOTBALL,
  basketball: BASKETBALL,
  baseball: BASEBALL,
  hockey: HOCKEY,
};

type Places = ReadonlySet<string>;

/**
 * Whether a position on file fits one that a person has typed. Abbreviations, words, plurals and groups are understood
 * on both sides: `P` fits `RP`, and `SG` fits `G`, because a guard may be one. Two of them (`F-C`, `LW/RW`) mean either.
 * A word that the sport does not have fits only itself.
 */
export const positionFits = (league: LeagueId, typed: string, onFile: string | null): boolean => {
  if (onFile === null) return false;
  if (foldPosition(typed) === foldPosition(onFile)) return true;
  const { sport } = leagueOf(league);
  const filed = placesOf(sport, onFile);
  return [...placesOf(sport, typed)].some((place) => filed.has(place));
};

const NOWHERE: Places = new Set();

const placesOf = (sport: Sport, text: string): Places => {
  const whole = placesOfWord(sport, text);
  if (whole !== undefined) return whole;
  const parts = text.split(/\s*(?:[-/,;&+|]|\b(?:and|or)\b)\s*/i).map((part) => placesOfWord(sport, part));
  // With a part that is not understood, the rest is another question.
  return parts.every((part) => part !== undefined) ? new Set(parts.flatMap((part) => [...part])) : NOWHERE;
};

const placesOfWord = (sport: Sport, text: string): Places | undefined => {
  const word = foldPosition(text);
  const table = tableOf(sport);
  return table.get(word) ?? table.get(word.replace(/men$/, 'man')) ?? table.get(word.replace(/s$/, ''));
};

const foldPosition = (text: string): string => wordsOf(text).join('');

const tables = new Map<Sport, ReadonlyMap<string, Places>>();

const tableOf = (sport: Sport): ReadonlyMap<string, Places> => {
  const known = tables.get(sport);
  if (known !== undefined) return known;
  const table = new Map(
    WORDS[sport].flatMap(([places, words]) =>
      words.split(' ').map((word) => [word, new Set(places.split(' '))] as const),
    ),
  );
  tables.set(sport, table);
  return table;
};
