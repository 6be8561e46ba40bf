import type { OtherNamesTable } from './other-names.ts';

/**
 * Abbreviations, each group by where it is written:
 * the NBA's own statistics: GSW NOP NYK SAS UTA WAS;
 * Basketball Reference: BRK CHO PHO, and of former days BUF CAP CHH CIN KCK NJN NOH NOJ NOK SDC SDR SEA SFW VAN WSB;
 * fantasy feeds: NJ PHL.
 *
 * Former names since 1960: the NBA's franchise histories. The Hornets of 1988 to 2002 are Charlotte's since 2014.
 */
export const NBA: OtherNamesTable = {
  1: { former: [['St. Louis', 'Hawks']] },
  17: {
    abbreviations: 'BRK NJ NJN',
    former: [
      ['New Jersey', 'Nets'],
      ['New York', 'Nets'],
    ],
  },
  30: { abbreviations: 'CHH CHO', former: [['Charlotte', 'Bobcats']] },
  5: { alsoCalled: ['Cavs', 'Cleveland Cavs'] },
  6: { alsoCalled: ['Mavs', 'Dallas Mavs'] },
  9: { abbreviations: 'GSW SFW', alsoCalled: ['Dubs'], former: [['San Francisco', 'Warriors']] },
  10: { abbreviations: 'SDR', former: [['San Diego', 'Rockets']] },
  12: {
    abbreviations: 'BUF SDC',
    alsoCalled: ['Los Angeles Clippers', 'Clips'],
    former: [
      ['San Diego', 'Clippers'],
      ['Buffalo', 'Braves'],
    ],
  },
  29: { abbreviations: 'VAN', alsoCalled: ['Grizz'], former: [['Vancouver', 'Grizzlies']] },
  16: { alsoCalled: ['Wolves', 'T-Wolves', 'Minnesota Wolves'] },
  3: {
    abbreviations: 'NOH NOK NOP',
    alsoCalled: ['Pels'],
    former: [
      ['New Orleans', 'Hornets'],
      ['New Orleans/Oklahoma City', 'Hornets'],
    ],
  },
  18: { abbreviations: 'NYK', alsoCalled: ['Knickerbockers', 'New York Knickerbockers'] },
  25: { abbreviations: 'SEA', alsoCalled: ['Sonics', 'Seattle Sonics'], former: [['Seattle', 'SuperSonics']] },
  20: { abbreviations: 'PHL', alsoCalled: ['Sixers', 'Philadelphia Sixers'] },
  21: { abbreviations: 'PHO' },
  22: { alsoCalled: ['Blazers', 'Portland Blazers'] },
  23: {
    abbreviations: 'CIN KCK',
    former: [
      ['Kansas City', 'Kings'],
      ['Cincinnati', 'Royals'],
    ],
  },
  24: { abbreviations: 'SAN SAS' },
  26: { abbreviations: 'NOJ UTA', former: [['New Orleans', 'Jazz']] },
  27: {
    abbreviations: 'BAL CAP WAS WSB',
    former: [
      ['Washington', 'Bullets'],
      ['Capital', 'Bullets'],
      ['Baltimore', 'Bullets'],
    ],
  },
};

/**
 * Abbreviations, each group by where it is written:
 * the WNBA's own statistics: CON GSV LAS LVA NYL PHX WAS; Basketball Reference: PHO, and of former days ORL SAS TUL UTA;
 * other feeds: CONN CT SAN.
 *
 * Former names: the WNBA's franchise histories. Folded teams (Houston Comets, Sacramento Monarchs, Charlotte Sting,
 * Cleveland Rockers, Miami Sol and the first Portland Fire) have no team of today.
 */
export const WNBA: OtherNamesTable = {
  18: { abbreviations: 'CON CONN CT', former: [['Orlando', 'Miracle']] },
  3: {
    abbreviations: 'DET TUL',
    former: [
      ['Tulsa', 'Shock'],
      ['Detroit', 'Shock'],
    ],
  },
  129689: { abbreviations: 'GSV', alsoCalled: ['Valks'] },
  17: {
    abbreviations: 'LVA SAN SAS UTA',
    former: [
      ['San Antonio', 'Stars'],
      ['San Antonio', 'Silver Stars'],
      ['Utah', 'Starzz'],
    ],
  },
  6: { abbreviations: 'LAS' },
  9: { abbreviations: 'NYL' },
  11: { abbreviations: 'PHO' },
  16: { abbreviations: 'WAS' },
};
