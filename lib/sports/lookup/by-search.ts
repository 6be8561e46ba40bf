import type { Answer } from '../../cache/index.ts';
import { aliasesOf } from '../names/aliases.ts';
import type { NameForm } from '../names/index.ts';
import { matchName } from '../names/match.ts';
import { createNameIndex } from '../names/name-index.ts';
import type { NameSearch } from '../resources/index.ts';
import { candidateOfHit } from './candidate.ts';
import { matchedAs, type Matched, type NameMatch } from './matches.ts';
import type { ConsultedAnswer } from './resolution.ts';
import type { ResolveContext } from './resolve-context.ts';

const MAX_SUGGESTIONS = 5;

// Every alias is a search of its own.
const MAX_ALIASES = 3;

/** Matches every name against the provider's search, and where that finds no player, the aliases of the name. */
export const bySearch = async (context: ResolveContext, names: readonly NameForm[]): Promise<readonly NameMatch[]> => {
  const { league } = context;
  const byName = await searchFor(context, names);
  const matches = names.map((name, index) => matchOf(byName[index], name, aliasesOf(league, name)));
  const aliases = names.map((name, index) =>
    matches[index]?.kind === 'unmatched' ? aliasesOf(league, name).flat().slice(0, MAX_ALIASES) : [],
  );
  const byAlias = (await searchFor(context, aliases.flat())).values();
  return matches.map((match, index) => {
    const answers = (aliases[index] ?? []).map((form) => ({ form, answer: byAlias.next().value }));
    return match.kind === 'unmatched' ? (matchOfAliases(match.consulted, answers) ?? match) : match;
  });
};

/** The players whom the search has under the very name. Undefined where it has none, and where it failed. */
export const exactBySearch = async (
  context: ResolveContext,
  names: readonly NameForm[],
): Promise<readonly (Matched | undefined)[]> => {
  const answers = await searchFor(context, names);
  return names.map((name, index) => {
    const match = matchOf(answers[index], name, []);
    return isExact(match) ? match : undefined;
  });
};

const isExact = (match: NameMatch): match is Matched => match.kind === 'matched' && match.match === 'exact';

const searchFor = async (
  { cache, resources, league }: ResolveContext,
  names: readonly NameForm[],
): Promise<readonly Answer<NameSearch>[]> =>
  names.length === 0 ? [] : cache.readMany(names.map((name) => resources.nameSearch(league, name)));

const matchOf = (
  answer: Answer<NameSearch> | undefined,
  name: NameForm,
  aliases: readonly (readonly NameForm[])[],
): NameMatch => {
  if (answer === undefined) return { kind: 'failed', error: new Error('The name was not searched for') };
  if (answer.kind === 'failed') return answer;
  if (answer.kind === 'absent') return { kind: 'unmatched', near: [], consulted: [answer] };
  const { hits } = answer.value();
  const found = matchName(name, createNameIndex(hits), aliases);
  const matched = found && matchedAs(found.match, found.candidates.map(candidateOfHit), [answer]);
  return (
    matched ?? { kind: 'unmatched', near: hits.slice(0, MAX_SUGGESTIONS).map(candidateOfHit), consulted: [answer] }
  );
};

interface AliasAnswer {
  readonly form: NameForm;
  readonly answer: Answer<NameSearch> | undefined;
}

/** Undefined when no player has any of the aliases. */
const matchOfAliases = (
  consulted: readonly ConsultedAnswer[],
  answers: readonly AliasAnswer[],
): NameMatch | undefined => {
  const matches = answers.map(({ form, answer }) => matchOf(answer, form, []));
  // While one search is missing, there may be a match, or another one.
  const failure = matches.find(({ kind }) => kind === 'failed');
  if (failure !== undefined) return failure;
  const exact = matches.filter(isExact);
  const candidates = new Map(exact.flatMap((match) => match.candidates.map((candidate) => [candidate.id, candidate])));
  return matchedAs('alias', [...candidates.values()], [...consulted, ...exact.flatMap((match) => match.consulted)]);
};
