import type { AnyResult, Meta } from './results.ts';

/**
 * One sentence for a person: what a result is, how old and where from, and of a failure what to try.
 * @example describe(result) // 'nfl stats of mahomes, season 2024: from Redis, 41 seconds old.'
 */
export const describe = (result: AnyResult): string => `${oneLine(result.asked)}: ${told(result)}.`;

const told = (result: AnyResult): string => {
  switch (result.kind) {
    case 'ok':
      return originOf(result.meta);
    case 'not-found': {
      const { what, suggestions } = result;
      return `no such ${what}; ${suggestions.length === 0 ? 'check the spelling' : `try ${listOf(suggestions)}`}`;
    }
    case 'ambiguous':
      return `more than one ${result.what}; try the id of ${listOf(result.candidates)}`;
    case 'no-stats': {
      const { player, seasons } = result;
      // The latest first: the service lists them as they came.
      const others = seasons === null || seasons.length === 0 ? '' : `; try ${choiceOf(seasons.map(String).reverse())}`;
      return `${player?.name ?? 'the player'} has no stats there${others}`;
    }
    case 'no-table':
      return `no whole table is held${againOf(result.retryAfterSeconds)}`;
    case 'pending':
      return `still being loaded${againOf(result.retryAfterSeconds)}`;
    case 'unavailable':
      return `unavailable (${oneLine(result.detail)})${againOf(result.retryAfterSeconds)}`;
    case 'invalid': {
      const { detail, suggestions } = result;
      return `not valid (${oneLine(detail)})${suggestions.length === 0 ? '' : `; try ${choiceOf(suggestions)}`}`;
    }
    case 'unauthorized':
      return `check the key (${oneLine(result.detail)})${againOf(result.retryAfterSeconds)}`;
    case 'not-offered':
      return `not offered (${oneLine(result.detail)})`;
  }
};

const SOURCES: Readonly<Record<NonNullable<Meta['source']>, string>> = {
  l1: 'memory',
  l2: 'Redis',
  l3: 'DynamoDB',
  provider: 'the provider',
};

const WHY_STALE: Readonly<Record<Exclude<Meta['stale'], false>, string>> = {
  'stale-if-error': 'the provider cannot be asked',
  'stale-while-revalidate': 'a newer one is loading',
};

const originOf = ({ ageSeconds, source, stale }: Meta): string => {
  const from = source === null ? 'the service itself' : SOURCES[source];
  const age = ageSeconds === null ? '' : `, ${durationOf(ageSeconds)} old`;
  return `from ${from}${age}${stale === false ? '' : ` and stale: ${WHY_STALE[stale]}`}`;
};

const durationOf = (seconds: number): string => {
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7200 ? `${Math.floor(seconds / 60)} min` : `${Math.floor(seconds / 3600)} h`;
};

const againOf = (seconds: number | null): string => (seconds === null ? '' : `; try again in ${durationOf(seconds)}`);

const MAX_CHOICES = 5;

const listOf = (choices: readonly { readonly id: string; readonly name: string }[]): string =>
  choiceOf(choices.map(({ id, name }) => `${name} (${id})`));

const choiceOf = (choices: readonly string[]): string => {
  const more = choices.length - MAX_CHOICES;
  return [...choices.slice(0, MAX_CHOICES), ...(more > 0 ? [`${more} more`] : [])].join(' or ');
};

const MAX_CHARACTERS = 200;

/** Texts come from people and from whatever has answered. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').slice(0, MAX_CHARACTERS);
