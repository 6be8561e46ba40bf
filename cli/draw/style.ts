/** Paints texts, or leaves them as they are. */
export type Style = Readonly<Record<'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan', (text: string) => string>>;

const paint =
  (isOn: boolean, begin: number, end: number) =>
  (text: string): string =>
    isOn && text !== '' ? `\u001b[${begin}m${text}\u001b[${end}m` : text;

export const createStyle = (isOn: boolean): Style => ({
  bold: paint(isOn, 1, 22),
  dim: paint(isOn, 2, 22),
  red: paint(isOn, 31, 39),
  green: paint(isOn, 32, 39),
  yellow: paint(isOn, 33, 39),
  cyan: paint(isOn, 36, 39),
});

interface ColourQuestion {
  readonly isTty: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `--no-color` stands on the command line. */
  readonly isForbidden: boolean;
}

/** https://no-color.org: any value but an empty one. */
export const wantsColours = ({ isTty, env, isForbidden }: ColourQuestion): boolean =>
  isTty && !isForbidden && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb';
