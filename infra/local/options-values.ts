/** An option cannot be used; the message names it. */
export class OptionError extends Error {
  override readonly name = 'OptionError';
}

export interface Range {
  readonly min: number;
  readonly max: number;
}

export const integer = (name: string, text: string | undefined, range: Range): number | undefined =>
  numberOf({ name, text, range, pattern: /^\d{1,10}$/, what: 'a whole number' });

export const decimal = (name: string, text: string | undefined, range: Range): number | undefined =>
  numberOf({ name, text, range, pattern: /^(?:\d{1,10}(?:\.\d{0,10})?|\.\d{1,10})$/, what: 'a number' });

export const choice = <T extends string>(
  name: string,
  text: string | undefined,
  choices: readonly T[],
): T | undefined => {
  if (text === undefined) return undefined;
  const chosen = choices.find((candidate) => candidate === text);
  if (chosen === undefined) throw new OptionError(`${name} must be ${choices.join(' or ')}, not ${quoted(text)}`);
  return chosen;
};

export const urlOf = (name: string, text: string | undefined, schemes: readonly string[]): string | undefined => {
  if (text === undefined) return undefined;
  const url = URL.parse(text);
  if (url === null || url.hostname === '' || !schemes.includes(url.protocol.slice(0, -1))) {
    // A Redis address may hold a password, so the message does not repeat it.
    throw new OptionError(
      `${name} must be a URL that starts with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
    );
  }
  return text;
};

interface NumberOption {
  readonly name: string;
  readonly text: string | undefined;
  readonly range: Range;
  readonly pattern: RegExp;
  readonly what: string;
}

const numberOf = ({ name, text, range, pattern, what }: NumberOption): number | undefined => {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!pattern.test(text) || value < range.min || value > range.max) {
    throw new OptionError(`${name} must be ${what} from ${range.min} to ${range.max}, not ${quoted(text)}`);
  }
  return value;
};

/** The value as typed, cut so that the message stays on one line. */
export const quoted = (text: string): string => JSON.stringify(text.slice(0, 60));
