import { parseArgs } from 'node:util';
import { createKey, KeysError, withAdminKey, withKey, withoutKey, type KeysDocument } from './document.ts';
import type { KeysStore } from './secret-store.ts';

export const HELP = `npm run keys -- <command> [options]: the API keys of a deployment

  create --role read|admin --name NAME [--secret ID]   make a key; with --secret it is good within 15 seconds
  list --secret ID                                     names, roles and the beginnings of hashes
  revoke --name NAME --secret ID                       not good any more, within 5 minutes
  rotate-admin --secret ID                             replace the admin key that was generated at deploy

  ID is the name or ARN of the secret (the deployment's output ReadKeys has it). A key is printed once and kept nowhere.`;

export interface CommandOptions {
  readonly args: readonly string[];
  readonly openSecret: (secretId: string) => KeysStore;
  /** 32 random bytes. */
  readonly random: () => Buffer;
}

/** Runs a command line and returns the text to print. Throws KeysError. */
export const keysCommand = async ({ args, openSecret, random }: CommandOptions): Promise<string> => {
  const { command, options } = parse(args);
  const secret = (): KeysStore => openSecret(needed(options, 'secret'));
  switch (command) {
    case 'create': {
      const role = needed(options, 'role');
      if (role !== 'read' && role !== 'admin') throw new KeysError('--role must be read or admin');
      const { key, entry } = createKey({ role, name: needed(options, 'name'), random });
      const checked = (document: KeysDocument): KeysDocument => withKey(document, entry);
      if (options.secret === undefined) checked({ keys: [] });
      else await secret().change(checked);
      return [`key   ${key}`, `hash  ${role}:${entry.sha256}`, 'The key cannot be shown again.'].join('\n');
    }
    case 'list': {
      const { adminKey, keys } = await secret().read();
      const generated = adminKey === undefined ? [] : ['admin  (generated at deploy)'];
      const rows = keys.map(({ role, name, sha256 }) => `${role.padEnd(5)}  ${name}  ${sha256.slice(0, 12)}…`);
      return [...generated, ...rows].join('\n');
    }
    case 'revoke': {
      const name = needed(options, 'name');
      await secret().change((document) => withoutKey(document, name));
      return `${name} is revoked: functions reject it after five minutes at most.`;
    }
    case 'rotate-admin': {
      const { key } = createKey({ role: 'admin', name: 'admin', random });
      await secret().change((document) => withAdminKey(document, key));
      return [`key   ${key}`, 'The old admin key works for five minutes more.'].join('\n');
    }
    case undefined:
    case 'help':
      return HELP;
    default:
      throw new KeysError(`There is no command ${JSON.stringify(command.slice(0, 40))}; see npm run keys -- help`);
  }
};

interface Options {
  readonly role?: string | undefined;
  readonly name?: string | undefined;
  readonly secret?: string | undefined;
}

const parse = (args: readonly string[]): { readonly command: string | undefined; readonly options: Options } => {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      options: { role: { type: 'string' }, name: { type: 'string' }, secret: { type: 'string' } },
      allowPositionals: true,
    });
    const [command, extra] = positionals;
    if (extra !== undefined)
      throw new KeysError(`One command at a time: ${JSON.stringify(extra.slice(0, 40))} is too much`);
    return { command, options: values };
  } catch (error) {
    if (error instanceof KeysError) throw error;
    throw new KeysError(error instanceof Error ? (error.message.split(/\.\s|\n/)[0] ?? '') : String(error));
  }
};

const needed = (options: Options, name: keyof Options): string => {
  const value = options[name];
  if (value === undefined || value === '') throw new KeysError(`--${name} is missing; see npm run keys -- help`);
  return value;
};
