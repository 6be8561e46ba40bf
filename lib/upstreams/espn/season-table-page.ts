import type { SeasonTableAthlete, SeasonTablePage, SeasonTableQuestion } from '../../sports/upstream/index.ts';
import { countAt, listAt, seasonAt, textAt } from '../shapes/read.ts';
import { malformed } from './answer.ts';
import { readSeasonTableAthlete } from './season-table-athlete.ts';
import { readSeasonTableBody, type SeasonTableFrame } from './season-table-body.ts';
import { SEASON_TYPE_CODE } from './hosts.ts';

/** Which page was asked for, and how many athletes it has at most. */
export type PageQuestion = Pick<SeasonTableQuestion, 'season' | 'type' | 'page'> & { readonly limit: number };

/** A page read from the chunks of its body. Another season, type or page than asked for is malformed. */
export const readSeasonTablePage = async (
  chunks: AsyncIterable<Uint8Array>,
  { limit, ...question }: PageQuestion,
): Promise<SeasonTablePage> => {
  const athletes = new Map<string, SeasonTableAthlete>();
  let listed = 0;
  const frame = await readSeasonTableBody(chunks, (json) => {
    listed += 1;
    if (listed > limit) throw malformed(`a page of more than ${limit} athletes`);
    const athlete = readSeasonTableAthlete(json);
    if (athlete !== undefined && !athletes.has(athlete.id)) athletes.set(athlete.id, athlete);
  });
  checkSeason(frame, question);
  const pages = pagesOf(frame, { page: question.page, listed });
  if (listed > 0 && athletes.size === 0) throw malformed('stats of nobody');
  const categories = readCategories(frame.categories);
  const columns = new Map(categories.map(({ name, names }) => [name, names.length]));
  for (const { id, values } of athletes.values()) {
    for (const [name, cells] of Object.entries(values)) {
      if (columns.get(name) !== cells.length) throw malformed(`${name} stats of ${id} that do not fit their names`);
    }
  }
  return { season: question.season, pages, categories, athletes: [...athletes.values()] };
};

const checkSeason = (
  { requestedSeason: given }: SeasonTableFrame,
  { season, type }: Pick<SeasonTableQuestion, 'season' | 'type'>,
): void => {
  const code = textAt(given, 'type', 'type') ?? textAt(given, 'type', 'id') ?? textAt(given, 'type');
  if (seasonAt(given, 'year') !== season || code !== SEASON_TYPE_CODE[type]) {
    throw malformed(`stats of another season than the ${type} one of ${season}`);
  }
};

const pagesOf = (
  { pagination }: SeasonTableFrame,
  { page, listed }: { readonly page: number; readonly listed: number },
): number => {
  const count = countAt(pagination, 'count');
  const pages = countAt(pagination, 'pages');
  if (count === null || pages === null) throw malformed('stats without their pagination');
  // A table that is empty has no first page either.
  const isThere = listed > 0 && countAt(pagination, 'page') === page;
  if (count > 0 && !isThere) throw malformed(`no page ${page} of the stats`);
  return pages;
};

const readCategories = (json: unknown): SeasonTablePage['categories'] =>
  (listAt(json) ?? []).map((category) => {
    const name = textAt(category, 'name');
    const names = listAt(category, 'names');
    if (name === null || names?.every((column) => typeof column === 'string') !== true) {
      throw malformed('a stat category without names');
    }
    return { name, names };
  });
