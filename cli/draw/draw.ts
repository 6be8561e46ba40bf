import type { Answers } from '../../lib/http/answers/index.ts';
import { renderBlocks, type Block, type Page } from './blocks.ts';
import * as cards from './documents/card.ts';
import * as leagues from './documents/leagues.ts';
import * as operations from './documents/operations.ts';
import * as players from './documents/players.ts';
import * as stats from './documents/stats.ts';
import * as usage from './documents/usage.ts';
import { jsonText } from './text.ts';

type Drawings = { readonly [R in keyof Answers]?: (answer: Answers[R]) => readonly Block[] };

const DRAWINGS: Drawings = { ...cards, ...leagues, ...operations, ...players, ...stats, ...usage };

/** An answer for a person; as JSON where there is no drawing of it, or where it is not what this release knows. */
export const draw = (route: keyof Answers | undefined, body: unknown, page: Page): string => {
  const drawing =
    route === undefined ? undefined : (DRAWINGS[route] as ((answer: unknown) => readonly Block[]) | undefined);
  if (drawing === undefined) return jsonText(body);
  try {
    return renderBlocks(drawing(body), page);
  } catch (error) {
    // A member that is missing: another release's document, or none of Statline's.
    if (error instanceof TypeError) return jsonText(body);
    throw error;
  }
};
