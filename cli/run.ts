import { closest, distance } from 'fastest-levenshtein';
import { COMMANDS } from './commands.ts';
import { EXIT, UsageError, type ExitCode } from './exit-codes.ts';
import type { Session } from './session/session.ts';

const HELP = `statline: stats of players and teams out of a shared cache

Usage:  statline COMMAND [arguments] [options]
`;

const NOTES = `Every command has --help. The deployment is the one at --url or STATLINE_URL, or that of a profile
(statline profile --help); without any of them it is the local stack at http://127.0.0.1:8787.

Exit codes:  0 answered   1 failed   2 command line   3 not found, ambiguous, not valid   4 key   5 try again`;

/** Runs one command line, without the program's name. Answers its exit code; whatever goes wrong is told. */
export const runCli = async (words: readonly string[], session: Session): Promise<ExitCode> => {
  const { terminal, version } = session;
  try {
    const [first] = words;
    if (first === undefined || first === '--help' || first === '-h' || first === 'help') {
      terminal.out(`${HELP}\n${commandList()}\n\n${NOTES}`);
      return first === undefined ? EXIT.usage : EXIT.answered;
    }
    if (first === '--version' || first === '-v') {
      terminal.out(version);
      return EXIT.answered;
    }
    const [name, rest] = named(words);
    const command = await name.load();
    if (!asksForHelp(rest)) return await command.invoke(rest, session);
    terminal.out(await command.help(version));
    return EXIT.answered;
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.err(`statline: ${error.message}`);
      return EXIT.usage;
    }
    terminal.err(`statline: ${error instanceof Error ? error.message : String(error)}`);
    return EXIT.failed;
  }
};

const asksForHelp = (words: readonly string[]): boolean => {
  const end = words.indexOf('--');
  return words.slice(0, end < 0 ? undefined : end).some((word) => word === '--help' || word === '-h');
};

const named = (words: readonly string[]) => {
  const [first = '', second = ''] = words;
  if (first.startsWith('-'))
    throw new UsageError('The command comes first, its options behind it: see statline --help');
  const pair = COMMANDS.get(`${first} ${second}`);
  if (pair !== undefined) return [pair, words.slice(2)] as const;
  const single = COMMANDS.get(first);
  if (single !== undefined) return [single, words.slice(1)] as const;
  const group = [...COMMANDS.keys()].filter((name) => name.startsWith(`${first} `));
  if (group.length > 0) throw new UsageError(`There are ${group.join(', ')}`);
  const names = [...new Set([...COMMANDS.keys()].flatMap((name) => [name, ...name.split(' ', 1)]))];
  const near = closest(first, names);
  const hint = distance(first, near) <= 2 ? `did you mean ${near}?` : 'see statline --help';
  throw new UsageError(`There is no command ${JSON.stringify(first.slice(0, 40))}; ${hint}`);
};

const commandList = (): string => {
  const width = Math.max(...[...COMMANDS.keys()].map((name) => name.length));
  return [...COMMANDS].map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`).join('\n');
};
