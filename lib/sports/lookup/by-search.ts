import type { Answer } from '../../cache/index.ts';
import type { NameForm } from '../names/index.ts';
import { createNameIndex, type NameIndex } from '../names/name-index.ts';
import type { NameSearch } from '../resources/index.ts';
import type { SearchHit } from '../upstream/index.ts';
import { candidateOfHit, type Candidate } from './candidate.ts';
import { candidatesOf, matchedAs, type Matched, type NameMatch } from './matches.ts';
import type { ConsultedAnswer } from './resolution.ts';
import type { ResolveContext } from './resolve-context.ts';
import { searchTexts } from './search-texts.ts';
import { matchSought, type SoughtName } from './sought.ts';

// So many names of one question are searched for by their first and last words too: a batch may be a hundred typos.
const MAX_NAMES_BY_WORDS = 10;

const MAX_HITS_OF_SURNAME = 25;

type Searched = Answer<NameSearch> | undefined;

/**
 * Matches every name against the provider's search as it would be matched against a directory: the hits of all its
 * searches are the index. A name that the first search finds costs one search, and a name that nobody has at most six.
 */
export const bySearch = async (
  context: ResolveContext,
  names: readonly SoughtName[],
): Promise<readonly NameMatch[]> => {
  const texts = new Map(names.map((name) => [name, searchTexts(name)]));
  const asked = new Map<SoughtName, readonly Searched[]>();
  const ask = async (some: readonly SoughtName[], which: 'name' | 'spellings' | 'words'): Promise<void> => {
    const answers = (
      await searchFor(
        context,
        some.flatMap((name) => texts.get(name)?.[which] ?? []),
      )
    ).values();
    for (const name of some) {
      const found = (texts.get(name)?.[which] ?? []).map((): Searched => answers.next().value);
      // Whether the words alone find somebody decides nothing that the provider's failure could change.
      const used = which === 'words' ? found.filter((answer) => answer?.kind !== 'failed') : found;
      asked.set(name, [...(asked.get(name) ?? []), ...used]);
    }
  };
  const matchNow = (name: SoughtName): NameMatch => matchOf(context, name, asked.get(name) ?? []);

  await ask(names, 'name');
  await ask(
    names.filter((name) => !isSettled(context, name, matchNow(name))),
    'spellings',
  );
  await ask(names.filter((name) => matchNow(name).kind === 'unmatched').slice(0, MAX_NAMES_BY_WORDS), 'words');
  const matches = names.map(matchNow);
  return Promise.all(
    matches.map(async (match, index) => {
      const name = names[index];
      if (match.kind !== 'unmatched' || name === undefined) return match;
      return { ...match, near: await nearOf(context, name, asked.get(name) ?? []) };
    }),
  );
};

/** A nickname in full is more certain than a surname, and a player who plays than one who was seen not to. */
const isSettled = ({ seen }: ResolveContext, { aliases }: SoughtName, match: NameMatch): boolean => {
  if (match.kind !== 'matched') return match.kind === 'failed';
  return aliases.length === 0 || (match.match !== 'surname' && match.candidates.some(({ id }) => !seen.has(id)));
};

/** The players whom the search has under the very name. Undefined where it has none, and where it failed. */
export const exactBySearch = async (
  context: ResolveContext,
  names: readonly SoughtName[],
): Promise<readonly (Matched | undefined)[]> => {
  const answers = await searchFor(
    context,
    names.flatMap((name) => searchTexts(name).name),
  );
  return names.map((name, index) => {
    const match = matchOf(context, { ...name, aliases: [] }, [answers[index]]);
    return match.kind === 'matched' && match.match !== 'surname' ? match : undefined;
  });
};

const searchFor = async (
  { cache, resources, league }: ResolveContext,
  names: readonly NameForm[],
): Promise<readonly Answer<NameSearch>[]> =>
  names.length === 0 ? [] : cache.readMany(names.map((name) => resources.nameSearch(league, name)));

const matchOf = ({ seen }: ResolveContext, name: SoughtName, answers: readonly Searched[]): NameMatch => {
  // While one search is missing, there may be a match, or another one.
  const failure = answers.find((answer) => answer?.kind === 'failed');
  if (failure?.kind === 'failed') return failure;
  const on = { consulted: consultedOf(answers), searched: name.isSearchable ? 'provider' : 'nowhere' } as const;
  // The documents of all who share a surname decide between them: of the best hits only.
  const maxHits = name.form.base.includes(' ') ? Infinity : MAX_HITS_OF_SURNAME;
  const found = matchSought(name, indexOf(answers, maxHits), {
    isShown: ({ id }) => seen.get(id) !== 'gone',
    isPlaying: ({ id }) => !seen.has(id),
  });
  const matched = found && matchedAs(found.match, candidatesOf(found, candidateOfHit), on);
  return matched ?? { kind: 'unmatched', near: [], ...on };
};

const nearOf = async (
  { seen }: ResolveContext,
  name: SoughtName,
  answers: readonly Searched[],
): Promise<readonly Candidate[]> => {
  const { suggest } = await import('../names/suggestions.ts');
  // A hit does not say whether the player is active.
  const near = suggest(name.form, indexOf(answers), () => true);
  return near.filter(({ id }) => seen.get(id) !== 'gone').map(candidateOfHit);
};

const indexOf = (answers: readonly Searched[], maxHits = Infinity): NameIndex<SearchHit> => {
  const hits = answers.flatMap((answer) => (answer?.kind === 'value' ? answer.value().hits.slice(0, maxHits) : []));
  return createNameIndex([...new Map(hits.map((hit) => [hit.id, hit])).values()]);
};

const consultedOf = (answers: readonly Searched[]): readonly ConsultedAnswer[] =>
  answers.flatMap((answer) => (answer === undefined || answer.kind === 'failed' ? [] : [answer]));
