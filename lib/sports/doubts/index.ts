/** What cannot be true of an answer, given what is held: one rule for each list. Pure, and loaded with a load. */
export {
  doubtDirectory,
  doubtEveryPlayer,
  doubtGameLog,
  doubtGames,
  doubtHits,
  doubtMoveList,
  doubtPhases,
  doubtRoster,
  doubtSeasons,
  doubtTablePage,
  doubtTeams,
  doubtVeteran,
  isThinRoster,
} from './rules.ts';
