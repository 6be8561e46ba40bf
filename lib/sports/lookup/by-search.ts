import type { Answer } from '../../cache/index.ts';
import { aliasesOf } from '../names/aliases.ts';
import { createNameIndex } from '../names/name-index.ts';
import { matchName } from '../names/match.ts';
import type { NameForm } from '../names/index.ts';
import type { NameSearch } from '../resources/index.ts';
import type { Asking, Ingredient } from './asking.ts';
import { candidateOfHit } from './candidate.ts';
import { seenAs, type Seen, type Sighting } from './matches.ts';

const MOST_SUGGESTIONS = 5;

// Every alias is a search of its own.
const MOST_ALIASES = 3;

/** Asks the provider's search for every name, and for what else he may be called where it finds nobody. */
export const bySearch = async (asking: Asking, names: readonly NameForm[]): Promise<readonly Sighting[]> => {
  const { league } = asking;
  const first = await searchFor(asking, names);
  const sightings = names.map((name, index) => ofAnswer(first[index], name, aliasesOf(league, name)));
  const others = names.map((name, index) =>
    sightings[index]?.kind === 'unseen' ? aliasesOf(league, name).flat().slice(0, MOST_ALIASES) : [],
  );
  const second = (await searchFor(asking, others.flat())).values();
  return sightings.map((sighting, index) => {
    const answers = (others[index] ?? []).map((form) => ({ form, answer: second.next().value }));
    return sighting.kind === 'unseen' ? (ofAliases(sighting.consulted, answers) ?? sighting) : sighting;
  });
};

/** Those whom the search knows by the very name. Undefined also when the provider could not say. */
export const exactBySearch = async (
  asking: Asking,
  names: readonly NameForm[],
): Promise<readonly (Seen | undefined)[]> => {
  const answers = await searchFor(asking, names);
  return names.map((name, index) => {
    const sighting = ofAnswer(answers[index], name, []);
    return sighting.kind === 'seen' && sighting.match === 'exact' ? sighting : undefined;
  });
};

const searchFor = async (
  { cache, resources, league }: Asking,
  names: readonly NameForm[],
): Promise<readonly Answer<NameSearch>[]> =>
  names.length === 0 ? [] : cache.readMany(names.map((name) => resources.nameSearch(league, name)));

const ofAnswer = (
  answer: Answer<NameSearch> | undefined,
  name: NameForm,
  aliases: readonly (readonly NameForm[])[],
): Sighting => {
  if (answer === undefined) return { kind: 'failed', error: new Error('The name was not searched for') };
  if (answer.kind === 'failed') return answer;
  if (answer.kind === 'absent') return { kind: 'unseen', near: [], consulted: [answer] };
  const { hits } = answer.value();
  const found = matchName(name, createNameIndex(hits), aliases);
  const seen = found && seenAs(found.match, found.candidates.map(candidateOfHit), [answer]);
  return seen ?? { kind: 'unseen', near: hits.slice(0, MOST_SUGGESTIONS).map(candidateOfHit), consulted: [answer] };
};

interface AliasAnswer {
  readonly form: NameForm;
  readonly answer: Answer<NameSearch> | undefined;
}

/** Undefined when none of them is anybody's name. */
const ofAliases = (consulted: readonly Ingredient[], answers: readonly AliasAnswer[]): Sighting | undefined => {
  const sightings = answers.map(({ form, answer }) => ofAnswer(answer, form, []));
  const exact = sightings.filter((sighting) => sighting.kind === 'seen' && sighting.match === 'exact');
  const seen = exact.filter((sighting) => sighting.kind === 'seen');
  const bearers = new Map(seen.flatMap(({ candidates }) => candidates.map((each) => [each.id, each])));
  // Nobody can say that it is nobody, or that it is nobody else, while one of them could not be asked.
  const failure = sightings.find((sighting) => sighting.kind === 'failed');
  if (failure !== undefined) return failure;
  const all = [...consulted, ...seen.flatMap((sighting) => sighting.consulted)];
  return seenAs('alias', [...bearers.values()], all);
};
