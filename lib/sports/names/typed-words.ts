import type { LeagueId } from '../model/index.ts';
import { aliasesOf } from './aliases.ts';
import { isInOtherScript, typedForm, wordsOf } from './name-form.ts';

/** One way to read what somebody has typed so far: its words, each of which may be unfinished. */
export interface TypedWords {
  readonly words: readonly string[];
  /** Whether these are the very words that were typed. */
  readonly isAsTyped: boolean;
}

/**
 * Every way to read a text that is being typed: as it stands; without its suffix, its initials joined; its words as one
 * (`st brown`) or apart (`JoshAllen`); and with other forms of the given name. Empty for a text without a letter. A
 * text with letters of another script is read as it stands only.
 */
export const typedWords = (league: LeagueId, text: string): readonly TypedWords[] => {
  const words = wordsOf(text);
  if (words.length === 0) return [];
  const form = typedForm(text);
  const asTyped = { words, isAsTyped: true };
  if (isInOtherScript({ ...form, base: words.join(' ') })) return [asTyped];
  const aliases = aliasesOf(league, form).flat();
  const others = [
    form.base,
    words.join(''),
    ...(form.parted === undefined ? [] : [form.parted]),
    ...aliases.map(({ base }) => base),
  ];
  const distinct = new Set(others.filter((base) => base !== '' && base !== words.join(' ')));
  return [asTyped, ...[...distinct].map((base) => ({ words: base.split(' '), isAsTyped: false }))];
};
