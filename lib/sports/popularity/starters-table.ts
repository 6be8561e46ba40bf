import type { LeagueId } from '../model.ts';

/**
 * Whom people are taken to ask about before anybody has, the most popular first. Only a beginning: a few dozen real
 * questions count for more, and who has retired or moved away drops out as the directory says so.
 *
 * NBA: the best-selling jerseys of the league as of January 2024 (basketballuptodate.com, 2024-01-30). MLB: names from
 * the best-selling jerseys of 2025 (MLB.com, Jason Foster), filled up with recent award winners. NHL and WNBA: nobody
 * publishes a ranking to rely on; best-sellers that retailers name, filled up with recent award winners. Colleges: none,
 * because their players leave faster than a list is kept.
 */
export const STARTERS: Readonly<Record<LeagueId, readonly string[]>> = {
  nfl: [
    'Patrick Mahomes',
    'Josh Allen',
    'Lamar Jackson',
    'Micah Parsons',
    'T.J. Watt',
    // Retired in 2024: here to show that a list has to be learned.
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
