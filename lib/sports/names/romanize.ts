import { isInOtherScript, type NameForm } from './name-form.ts';

/*
 * Cyrillic and Greek are alphabets: a name in them has few readings in Latin letters. Chinese characters, kana, Hangul,
 * Arabic and Hebrew say nothing certain about how a player's name is spelled on file, and have no reading here.
 */

/** Lower-case letters without marks (`й` is `и` by then) and what they are read as. */
const lettersOf = (table: string): Readonly<Record<string, string>> =>
  Object.fromEntries(table.split(' ').map((pair) => [pair.charAt(0), pair.slice(1)]));

// As the names of hockey players are spelled: `Овечкин` is Ovechkin. Ukrainian and Belarusian letters are among them.
const CYRILLIC = lettersOf(
  'аa бb вv гg ґg дd еe жzh зz иi кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch ъ ыy ь эe юyu яya іi єye',
);

// `Дончић` is Doncic: the Latin alphabet of Serbian without its marks.
const SERBIAN = lettersOf('хh цc чc шs жz ћc ђdj џdz љlj њnj јj');

const GREEK = lettersOf('αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs ςs τt υy φf χch ψps ωo');

// Two letters for one sound; `μπ` is a `b` at the beginning of a word only.
const GREEK_PAIRS: readonly (readonly [RegExp, string])[] = [
  [/ου/g, 'ou'],
  [/(^| )μπ/g, '$1b'],
  [/αυ/g, 'au'],
  [/ευ/g, 'eu'],
  [/γγ/g, 'ng'],
];

// Letters that only Serbian and Macedonian have.
const IS_SERBIAN = /[ћђџљњј]/;

const MAX_READINGS = 4;

/**
 * The ways to write a name in Latin letters, the usual one first. Empty where a letter has no reading. No reading
 * makes a player of another name: it is matched as if it had been typed.
 */
export const readingsOf = (form: NameForm): readonly NameForm[] => {
  const { base, suffix } = form;
  const letters = { ...GREEK, ...CYRILLIC, ...(IS_SERBIAN.test(base) ? SERBIAN : {}) };
  const paired = GREEK_PAIRS.reduce((text, [pair, read]) => text.replace(pair, read), base);
  const latin = Array.from(paired, (letter) => letters[letter] ?? letter).join('');
  return [...new Set(endings(latin))]
    .slice(0, MAX_READINGS)
    .map((reading) => ({ base: reading, suffix }))
    .filter((reading) => reading.base !== '' && !isInOtherScript(reading));
};

// The end of `Артемий` and of `Василевский` is spelled in several ways: Artemi, Vasilevskiy, Malinsky.
const endings = (latin: string): readonly string[] => {
  const asI = latin.replace(/ii(?= |$)/g, 'i');
  const mixed = asI.replace(/ski$/, 'skiy');
  return [asI, mixed, asI.replace(/ski$/, 'sky'), latin];
};
