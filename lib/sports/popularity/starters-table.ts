import type { LeagueId } from '../model/index.ts';

/**
 * Players assumed to be popular before anyone has asked, the most popular first. A few dozen real questions outweigh
 * them, and players who have retired or left the league drop out once the directory has it.
 *
 * Sources. NBA: the league's best-selling jerseys as of January 2024 (basketballuptodate.com, 2024-01-30). MLB: names
 * from the best-selling jerseys of 2025 (MLB.com, Jason Foster), and recent award winners. NHL and WNBA: best-sellers
 * that retailers name, and recent award winners; there is no published ranking to rely on. Colleges: none, because
 * their players leave sooner than a list is updated.
 */
export const STARTERS: Readonly<Record<LeagueId, readonly string[]>> = {
  nfl: [
    'Patrick Mahomes',
    'Josh Allen',
    'Lamar Jackson',
    'Micah Parsons',
    'T.J. Watt',
    // Retired in 2024; shows in the report of unresolved starters.
    'Aaron Donald',
    'Justin Jefferson',
    'Tyreek Hill',
    'Davante Adams',
  ],
  nba: [
    'Stephen Curry',
    'Jayson Tatum',
    'LeBron James',
    'Victor Wembanyama',
    'Giannis Antetokounmpo',
    'Luka Doncic',
    'Devin Booker',
    'Kevin Durant',
    'Tyrese Maxey',
    'Nikola Jokic',
  ],
  mlb: [
    'Shohei Ohtani',
    'Aaron Judge',
    'Mookie Betts',
    'Freddie Freeman',
    'Francisco Lindor',
    'Juan Soto',
    'Pete Alonso',
    'Bryce Harper',
    'Tarik Skubal',
    'Paul Skenes',
  ],
  nhl: [
    'Connor McDavid',
    'Sidney Crosby',
    'Auston Matthews',
    'Cale Makar',
    'Igor Shesterkin',
    'Alex Ovechkin',
    'Nathan MacKinnon',
    'Connor Bedard',
    'Leon Draisaitl',
    'Connor Hellebuyck',
  ],
  wnba: [
    'Caitlin Clark',
    'Angel Reese',
    "A'ja Wilson",
    'Sabrina Ionescu',
    'Paige Bueckers',
    'Breanna Stewart',
    'Kelsey Plum',
    'Napheesa Collier',
  ],
  cfb: [],
  mbb: [],
  wbb: [],
};
