import type { OtherNamesTable } from './other-names.ts';

/**
 * Abbreviations, each group by where it is written:
 * the NHL's own statistics: LAK NJD SJS TBL UTA, and of former days ARI ATL HFD MNS PHX QUE;
 * Hockey Reference: VEG, and of former days AFM CLR HAR KCS MDA MNS OAK;
 * CBS, Yahoo and other feeds: ANH CAL CLB LV MON NAS VGS WAS WIN.
 *
 * Former names since 1967: the NHL's franchise histories. Utah took over the Coyotes' players in 2024, and is where
 * people who type the old name will find them; the league counts it as a new team.
 */
export const NHL: OtherNamesTable = {
  25: {
    abbreviations: 'ANH MDA',
    alsoCalled: ['Mighty Ducks of Anaheim'],
    former: [['Anaheim', 'Mighty Ducks']],
  },
  3: { abbreviations: 'AFM CAL', former: [['Atlanta', 'Flames']] },
  7: { abbreviations: 'HAR HFD', alsoCalled: ['Canes'], former: [['Hartford', 'Whalers']] },
  4: { alsoCalled: ['Black Hawks', 'Chicago Black Hawks'] },
  17: { abbreviations: 'QUE', alsoCalled: ['Avs'], former: [['Quebec', 'Nordiques']] },
  29: { abbreviations: 'CLB' },
  9: { abbreviations: 'MNS', former: [['Minnesota', 'North Stars']] },
  8: { abbreviations: 'LAK' },
  10: { abbreviations: 'MON', alsoCalled: ['Habs', 'Montreal Canadians'] },
  27: { abbreviations: 'NAS', alsoCalled: ['Preds'] },
  11: {
    abbreviations: 'CLR KCS NJD',
    former: [
      ['Colorado', 'Rockies'],
      ['Kansas City', 'Scouts'],
    ],
  },
  12: { alsoCalled: ['Isles'] },
  14: { alsoCalled: ['Sens'] },
  16: { alsoCalled: ['Pens'] },
  18: { abbreviations: 'SJS' },
  20: { abbreviations: 'TBL', alsoCalled: ['Bolts'] },
  21: { alsoCalled: ['Leafs', 'Toronto Leafs'] },
  129764: {
    abbreviations: 'ARI PHX UTA',
    alsoCalled: ['Utah Mammoth', 'Mammoth', 'Utah Hockey Club', 'Utah HC'],
    former: [
      ['Arizona', 'Coyotes'],
      ['Phoenix', 'Coyotes'],
    ],
  },
  37: { abbreviations: 'LV VEG VGS' },
  23: { abbreviations: 'WAS', alsoCalled: ['Caps', 'Washington Caps'] },
  28: { abbreviations: 'ATL WIN', former: [['Atlanta', 'Thrashers']] },
};
