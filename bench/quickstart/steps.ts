/** What a reader of a page does, in order. */
export type Step =
  /** Commands in the terminal that is used for everything else. `shown`: what the page says they print. */
  | { readonly kind: 'run'; readonly commands: string; readonly shown: readonly string[] }
  /** A command that goes on, in a terminal of its own. */
  | { readonly kind: 'start'; readonly commands: string; readonly shown: readonly string[] }
  | { readonly kind: 'write'; readonly file: string; readonly text: string };

const BLOCK = /^```(\w+)(?: ([^\n]+))?\n(.*?)^```$/gms;

/**
 * The steps of a page: blocks of `sh`, of `sh first terminal`, and of `js NAME` as a file. A block of `text` is what the
 * step before it prints. Other blocks are for reading.
 */
export const stepsOf = (page: string): readonly Step[] => {
  const steps: Step[] = [];
  for (const [, language = '', words = '', text = ''] of page.matchAll(BLOCK)) {
    if (language === 'sh') {
      steps.push({ kind: words === 'first terminal' ? 'start' : 'run', commands: text, shown: [] });
    } else if (language === 'js' && words !== '') {
      steps.push({ kind: 'write', file: words, text });
    } else if (language === 'text') {
      const last = steps.pop();
      if (last === undefined || last.kind === 'write') throw new Error(`Nothing prints this:\n${text}`);
      steps.push({ ...last, shown: text.trimEnd().split('\n') });
    }
  }
  return steps;
};

/** The first line of `shown` that `printed` does not have in its place. `…` stands for any characters. */
export const notPrinted = (shown: readonly string[], printed: string): string | undefined => {
  let rest = printed.split('\n').map((line) => line.trim());
  for (const line of shown) {
    const parts = line.trim().split('…');
    const pattern = new RegExp(`^${parts.map(escaped).join('.*')}$`);
    const found = rest.findIndex((each) => pattern.test(each));
    if (found < 0) return line;
    rest = rest.slice(found + 1);
  }
  return undefined;
};

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
