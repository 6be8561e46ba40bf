import type { OtherNamesTable } from './other-names.ts';

/**
 * Abbreviations, each group by where it is written:
 * MLB's own statistics: AZ CWS, and its file codes ANA CUB WAS;
 * Baseball Reference and FanGraphs: KCR SDP SFG TBR WSN, and of former days CAL FLA MON TBD;
 * Retrosheet and the Lahman database: ANA CHA CHN FLO KCA LAN NYA NYN SDN SFN SLN TBA;
 * fantasy feeds: ARZ OAK. CHI, LA and NY name two teams each, see `places.ts`.
 *
 * Former names since 1950: MLB's franchise histories. Both teams that left Washington were the Senators.
 */
export const MLB: OtherNamesTable = {
  29: { abbreviations: 'ARZ AZ', alsoCalled: ['D-backs', 'Arizona D-backs', 'Diamond Backs'] },
  11: {
    abbreviations: 'KCA OAK PHA',
    alsoCalled: ["A's", "Oakland A's", 'Sacramento Athletics', 'Las Vegas Athletics', 'Sacramento'],
    former: [
      ['Oakland', 'Athletics'],
      ['Kansas City', 'Athletics'],
      ['Philadelphia', 'Athletics'],
    ],
  },
  15: {
    former: [
      ['Milwaukee', 'Braves'],
      ['Boston', 'Braves'],
    ],
  },
  1: { alsoCalled: ["O's"], former: [['St. Louis', 'Browns']] },
  2: { alsoCalled: ['BoSox'] },
  16: { abbreviations: 'CHN CUB' },
  4: { abbreviations: 'CHA CWS', alsoCalled: ['ChiSox'] },
  5: { former: [['Cleveland', 'Indians']] },
  18: { alsoCalled: ['Stros'], former: [['Houston', 'Colt .45s']] },
  7: { abbreviations: 'KCR' },
  3: {
    abbreviations: 'ANA CAL',
    alsoCalled: ['Halos', 'Los Angeles Angels of Anaheim'],
    former: [
      ['Anaheim', 'Angels'],
      ['California', 'Angels'],
    ],
  },
  19: { abbreviations: 'BRO LAN', former: [['Brooklyn', 'Dodgers']] },
  28: { abbreviations: 'FLA FLO', former: [['Florida', 'Marlins']] },
  8: { abbreviations: 'SEP', former: [['Seattle', 'Pilots']] },
  9: { former: [['Washington', 'Senators']] },
  21: { abbreviations: 'NYN' },
  10: { abbreviations: 'NYA', alsoCalled: ['Yanks'] },
  22: { alsoCalled: ['Phils'] },
  25: { abbreviations: 'SDN SDP' },
  26: { abbreviations: 'SFG SFN', former: [['New York', 'Giants']] },
  24: { abbreviations: 'SLN' },
  30: { abbreviations: 'TBA TBD TBR', former: [['Tampa Bay', 'Devil Rays']] },
  13: { former: [['Washington', 'Senators']] },
  14: { alsoCalled: ['Jays', 'Toronto Jays'] },
  20: { abbreviations: 'MON WAS WSN', alsoCalled: ['Nats', 'Washington Nats'], former: [['Montreal', 'Expos']] },
};
