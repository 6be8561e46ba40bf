import type { OtherNamesTable } from './other-names.ts';

/**
 * Abbreviations, each group by where it is written:
 * nflverse, and what nflreadr's `team_abbr_mapping` maps to it: LA WAS JAC OAK SD STL SL PHO WFT;
 * Pro Football Reference: GNB KAN LVR NOR NWE SDG SFO TAM, and its page names CLT CRD HTX OTI RAI RAM RAV;
 * the NFL's game statistics and PFF: ARZ BLT CLV HST;
 * MyFantasyLeague and FantasyPros: GBP JAC KCC LVR NEP NOS SDC SFO TBB.
 *
 * Former names since the merger of 1970, and the Titans' and Chiefs' of the AFL: the NFL's record book.
 */
export const NFL: OtherNamesTable = {
  22: {
    abbreviations: 'ARZ AZ CRD PHO',
    former: [
      ['Phoenix', 'Cardinals'],
      ['St. Louis', 'Cardinals'],
    ],
  },
  33: { abbreviations: 'BLT RAV' },
  5: { abbreviations: 'CLV' },
  9: { abbreviations: 'GBP GNB' },
  34: { abbreviations: 'HST HTX' },
  11: { abbreviations: 'CLT', former: [['Baltimore', 'Colts']] },
  30: { abbreviations: 'JAC', alsoCalled: ['Jags'] },
  12: { abbreviations: 'KAN KCC', former: [['Dallas', 'Texans']] },
  13: {
    abbreviations: 'LVR OAK RAI',
    former: [
      ['Oakland', 'Raiders'],
      ['Los Angeles', 'Raiders'],
    ],
  },
  24: { abbreviations: 'SD SDC SDG', former: [['San Diego', 'Chargers']] },
  14: { abbreviations: 'LA RAM SL STL', former: [['St. Louis', 'Rams']] },
  17: { abbreviations: 'NEP NWE', alsoCalled: ['Pats'], former: [['Boston', 'Patriots']] },
  18: { abbreviations: 'NOR NOS' },
  25: { abbreviations: 'SFO', alsoCalled: ['Niners', 'San Francisco Niners', 'Forty Niners'] },
  27: { abbreviations: 'TAM TBB', alsoCalled: ['Bucs', 'Tampa Bay Bucs'] },
  10: {
    abbreviations: 'OTI',
    former: [
      ['Tennessee', 'Oilers'],
      ['Houston', 'Oilers'],
    ],
  },
  28: {
    abbreviations: 'WAS WFT',
    alsoCalled: ['WFT', 'Washington FT'],
    former: [
      ['Washington', 'Football Team'],
      ['Washington', 'Redskins'],
    ],
  },
};
