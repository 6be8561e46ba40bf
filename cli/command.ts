import { stripVTControlCharacters } from 'node:util';
import { parseArgs, renderUsage, type ArgsDef, type ParsedArgs } from 'citty';
import { checkArguments } from './arguments.ts';
import type { ExitCode } from './exit-codes.ts';
import type { Session } from './session/session.ts';

/** One command: it says what it does, and does it. */
export interface Command {
  /** Without colours. */
  help(version: string): Promise<string>;
  invoke(args: readonly string[], session: Session): Promise<ExitCode>;
}

interface CommandDefinition<T extends ArgsDef> {
  /** With the program's: `statline get` */
  readonly name: string;
  readonly about: string;
  readonly args: T;
  /** Whether more words may follow the arguments that are named. */
  readonly takesMore?: boolean;
  /** Lines for the end of the help: examples first. */
  readonly notes: readonly string[];
  readonly run: (args: ParsedArgs<T>, session: Session) => Promise<ExitCode>;
}

/** Every command has them. */
export const OUTPUT_ARGS = {
  json: { type: 'boolean', description: 'Print JSON for scripts' },
  color: { type: 'boolean', default: true, negativeDescription: 'Print without colours; so does NO_COLOR' },
} as const satisfies ArgsDef;

/** Those that ask a deployment have them. */
export const TARGET_ARGS = {
  url: { type: 'string', valueHint: 'address', description: 'The deployment, instead of STATLINE_URL or a profile' },
  key: {
    type: 'string',
    valueHint: 'key',
    description: 'The API key, instead of STATLINE_KEY, which others cannot see',
  },
  profile: { type: 'string', valueHint: 'name', description: 'An address and a key by name: see statline profile' },
  timeout: { type: 'string', valueHint: 'seconds', description: 'How long an answer may take, 0.1 to 600' },
} as const satisfies ArgsDef;

/** @example export const get = defineCommand({ name: 'statline get', about: '…', args: { … }, notes: [], run }) */
export const defineCommand = <const T extends ArgsDef>(definition: CommandDefinition<T>): Command => {
  const { name, about, args, takesMore = false, notes, run } = definition;
  return {
    async help(version) {
      const usage = await renderUsage({ meta: { name, description: about, version }, args });
      // citty asks neither the terminal nor NO_COLOR as others do.
      return [stripVTControlCharacters(usage).trimEnd(), '', ...notes].join('\n');
    },
    async invoke(words, session) {
      checkArguments(words, { args, takesMore });
      return run(parseArgs<T>([...words], args), session);
    },
  };
};
