/** Players whom every provider has, the simulated ones included. */
const PLAYERS: ReadonlyMap<string, string> = new Map([
  ['nfl', 'patrick-mahomes'],
  ['nba', 'stephen-curry'],
  ['mlb', 'shohei-ohtani'],
  ['nhl', 'connor-mcdavid'],
  ['wnba', 'caitlin-clark'],
]);

/** Whom the start page asks about: somebody of a league that is served here. `leagues`: as LEAGUES has them; undefined: all. */
export const exampleOf = (leagues: string | undefined): { readonly league: string; readonly player: string } => {
  const served = leagues?.split(',').map((league) => league.trim()) ?? [];
  const league = served.find((each) => PLAYERS.has(each)) ?? 'nfl';
  return { league, player: PLAYERS.get(league) ?? '' };
};
