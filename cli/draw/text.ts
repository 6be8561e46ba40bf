import { stripVTControlCharacters } from 'node:util';

/**
 * A text for a terminal. Names and messages come from the network: what moves a cursor or turns the direction of writing
 * is shown as a mark.
 */
export const plain = (text: string): string =>
  text.replace(/[\t\n\v\f\r]+/g, ' ').replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');

/** JSON for a terminal or a parser. `JSON.stringify` lets DEL and C1 controls through, which some terminals obey. */
export const jsonText = (value: unknown): string =>
  JSON.stringify(value, null, 2).replace(/[\u007f-\u009f]/g, (control) => `\\u00${control.charCodeAt(0).toString(16)}`);

// Blocks of East Asian characters and pictures, which take two columns.
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
const NO_WIDTH = /[\p{M}\p{Cf}]/u;

/** Columns of a terminal; colours take none. */
export const widthOf = (text: string): number => {
  let width = 0;
  for (const character of stripVTControlCharacters(text)) {
    width += NO_WIDTH.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  }
  return width;
};

/** The text, without colours, in at most so many columns. */
export const cut = (text: string, columns: number): string => {
  if (widthOf(text) <= columns) return text;
  let kept = '';
  let width = 0;
  for (const character of text) {
    width += widthOf(character);
    if (width > columns - 1) break;
    kept += character;
  }
  return `${kept}…`;
};

export const padded = (text: string, columns: number, toTheRight = false): string => {
  const space = ' '.repeat(Math.max(0, columns - widthOf(text)));
  return toTheRight ? space + text : text + space;
};
