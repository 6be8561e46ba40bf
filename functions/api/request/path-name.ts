import type { ProblemExtras } from '../../../lib/http/answers/index.ts';
import type { Ingredient } from '../../../lib/http/cache-headers.ts';
import { HttpProblem } from '../../../lib/http/problem.ts';
import type { ReplyContext } from '../../../lib/http/reply.ts';
import { PLAYER_WORDING } from '../../../lib/http/schemas.ts';
import type { ResolvedMany, ResolvedNone } from '../../../lib/sports/lookup/index.ts';
import { isPlayerId } from '../../../lib/sports/model/index.ts';
import type { Hints, NameForm } from '../../../lib/sports/names/index.ts';
import { absent, searchedIn, suggestionsOf } from './answers.ts';
import { namedForm } from './event.ts';
import { noSuchTeam, type NameAsked } from './player-meant.ts';

// Routes of their own, or with another method: nobody is called so, and a look-up would cost calls.
const ROUTE_WORDS = /^(?:autocomplete|stats|games)$/i;

// What is still encoded was encoded twice; the others would be a path.
const NO_NAME = /[%?\\]|\.\./;

/** The form of a name in a path. Throws a problem for a text that is none, and for an id: hints are for names. */
export const pathName = (text: string, { team }: Hints): NameForm => {
  const refused = (field: string, why: string): HttpProblem =>
    new HttpProblem('invalid-parameter', `${field} ${why}`, { field });
  if (isPlayerId(text)) {
    throw refused(team === undefined ? 'position' : 'team', 'is for a name: an id means one player alone');
  }
  if (ROUTE_WORDS.test(text)) throw refused('player', 'is a route here and no player');
  if (NO_NAME.test(text)) throw refused('player', PLAYER_WORDING);
  return namedForm(text, 'player');
};

// Whom a surname means in a league of colleges: hundreds.
const MAX_CANDIDATES = 25;

/** The problem for a name in a path that means nobody, or several. */
export const noPlayerMeant = (
  asked: Pick<NameAsked, 'league' | 'text' | 'hints'>,
  resolution: ResolvedMany | ResolvedNone,
  ingredients: readonly Ingredient[],
  context: ReplyContext,
): HttpProblem => {
  const { league, text } = asked;
  if (resolution.kind === 'ambiguous') {
    const { players, searched } = resolution;
    const detail = `${text} names ${players.length} ${league} players; ask by id, or with team or position`;
    const extra = { candidates: players.slice(0, MAX_CANDIDATES), ...searchedIn(searched) };
    return playerProblem('player-ambiguous', detail, { extra, ingredients }, context);
  }
  if (resolution.teamSuggestions !== undefined) return noSuchTeam(asked, resolution, context);
  const { suggestions, searched } = resolution;
  const extra = { suggestions: suggestionsOf(suggestions), ...searchedIn(searched) };
  return playerProblem('player-not-found', nobodyCalled(asked), { extra, ingredients }, context);
};

/** The problem for a name whose player's document is gone. */
export const playerGone = (
  asked: Pick<NameAsked, 'league' | 'text'>,
  ingredients: readonly Ingredient[],
  context: ReplyContext,
): HttpProblem =>
  playerProblem('player-not-found', nobodyCalled(asked), { extra: { suggestions: [] }, ingredients }, context);

const nobodyCalled = ({ league, text }: Pick<NameAsked, 'league' | 'text'>): string =>
  `No ${league} player is called ${text}`;

interface PlayerProblem<Extra> {
  readonly extra: Extra;
  readonly ingredients: readonly Ingredient[];
}

const playerProblem = <Code extends 'player-not-found' | 'player-ambiguous'>(
  code: Code,
  detail: string,
  { extra, ingredients }: PlayerProblem<ProblemExtras[Code]>,
  context: ReplyContext,
): HttpProblem => {
  const [first, ...others] = ingredients;
  // A name of another script is looked for nowhere: nothing cached says that nobody has it.
  if (first === undefined) return new HttpProblem(code, detail, { field: 'player', extra });
  return absent(code, detail, { field: 'player', extra, ingredients: [first, ...others] }, context);
};
