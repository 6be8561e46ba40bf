import type { ArgsDef } from 'citty';
import { UsageError } from './exit-codes.ts';

interface Expected {
  readonly args: ArgsDef;
  readonly takesMore: boolean;
}

/**
 * Refuses what citty lets through: options that there are not, values that are missing, options given twice, words too
 * many. Throws UsageError.
 */
export const checkArguments = (words: readonly string[], { args, takesMore }: Expected): void => {
  const options = new Map(Object.entries(args).filter(([, { type }]) => type !== 'positional'));
  const positionals = Object.entries(args).filter(([, { type }]) => type === 'positional');
  const seen = new Set<string>();
  let positional = 0;
  const left = [...words];
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    if (word === '--') {
      positional += left.length;
      break;
    }
    if (!/^-./.test(word)) {
      positional += 1;
      continue;
    }
    const [, no, name = '', equals] = /^--(no-)?([\w-]+)(=[^]*)?$/.exec(word) ?? [];
    const option = options.get(name);
    if (option === undefined || (no !== undefined && option.type !== 'boolean')) throw unknownOption(word, options);
    if (seen.has(name)) throw new UsageError(`--${name} is given twice`);
    seen.add(name);
    if (option.type === 'boolean') {
      if (equals !== undefined) throw new UsageError(`--${no ?? ''}${name} takes no value`);
    } else if (equals === undefined) {
      const value = left.shift();
      if (value === undefined || /^-./.test(value)) throw new UsageError(`--${name} needs a value`);
    } else if (equals === '=') throw new UsageError(`--${name} needs a value`);
  }
  const [missing] = positionals.slice(positional).find(([, { required }]) => required !== false) ?? [];
  const lacking = [...options].find(([name, option]) => option.required === true && !seen.has(name))?.[0];
  if (lacking !== undefined) throw new UsageError(`--${lacking} is missing`);
  if (missing !== undefined) throw new UsageError(`${missing.toUpperCase()} is missing`);
  if (positional > positionals.length && !takesMore) throw new UsageError('There are too many words');
};

const unknownOption = (word: string, options: ReadonlyMap<string, unknown>): UsageError => {
  const names = [...options.keys()].map((name) => `--${name}`).join(', ');
  return new UsageError(`There is no option ${JSON.stringify(word.split('=')[0]?.slice(0, 40))}; there are ${names}`);
};
