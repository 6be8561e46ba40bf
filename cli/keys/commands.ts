import { defineCommand, OUTPUT_ARGS, type Command } from '../command.ts';
import { jsonText } from '../draw/text.ts';
import { EXIT, UsageError, type ExitCode } from '../exit-codes.ts';
import type { Session } from '../session/session.ts';
import { MAX_DAILY_LIMIT } from '../../lib/http/api-keys.ts';
import { createKey, withAdminKey, withKey, withLimit, withoutKey, type KeysDocument } from './document.ts';
import type { KeysStore } from './secret-store.ts';

export interface KeysPorts {
  readonly openSecret: (secretId: string) => KeysStore;
  /** 32 random bytes. */
  readonly random: () => Buffer;
}

interface KeysCommands {
  readonly create: Command;
  readonly list: Command;
  readonly limit: Command;
  readonly revoke: Command;
  readonly rotateAdmin: Command;
}

const secret = {
  type: 'string',
  required: true,
  valueHint: 'id',
  description: 'The name or ARN of the secret, which the output ReadKeys of the deployment has',
} as const;

const KEY_NAME = { type: 'string', required: true, valueHint: 'name', description: 'Who has the key' } as const;

const DAILY_LIMIT = {
  type: 'string',
  valueHint: 'requests',
  description: 'How many requests it has from one midnight UTC to the next',
} as const;

const NOTES = ['AWS is asked with the credentials of the environment, as its own tools are.'] as const;

/** The API keys of a deployment, in the secret that its functions read. A key is printed once and kept nowhere. */
export const keysCommands = ({ openSecret, random }: KeysPorts): KeysCommands => ({
  create: defineCommand({
    name: 'statline keys create',
    about: 'Makes an API key; with --secret it works within 15 seconds',
    args: {
      role: { type: 'string', required: true, valueHint: 'read|admin', description: 'What it may do' },
      name: KEY_NAME,
      'daily-limit': DAILY_LIMIT,
      secret: { ...secret, required: false },
      ...OUTPUT_ARGS,
    },
    notes: [
      'EXAMPLES',
      '',
      '  statline keys create --role read --name my-bot --secret ID   for a deployment',
      '  statline keys create --role read --name my-bot               a key and its hash, for API_KEY_HASHES',
      '  statline keys create --role read --name my-bot --daily-limit 10000 --secret ID',
      '',
      ...NOTES,
    ],
    async run({ role, name, 'daily-limit': limit, secret: secretId, json }, session) {
      if (role !== 'read' && role !== 'admin') throw new UsageError('--role must be read or admin');
      const dailyLimit = limit === undefined ? undefined : requestsIn(limit);
      const { key, entry } = createKey({ role, name, dailyLimit, random });
      const checked = (document: KeysDocument): KeysDocument => withKey(document, entry);
      if (secretId === undefined) checked({ keys: [] });
      else await openSecret(secretId).change(checked);
      const hash = [role, entry.sha256, ...(dailyLimit === undefined ? [] : [dailyLimit])].join(':');
      return print(session, json, { key, hash, name, role, ...(dailyLimit !== undefined && { dailyLimit }) }, [
        `key   ${key}`,
        `hash  ${hash}`,
        'The key cannot be shown again.',
      ]);
    },
  }),
  list: defineCommand({
    name: 'statline keys list',
    about: 'Lists names, roles, the beginnings of hashes and daily limits',
    args: { secret, ...OUTPUT_ARGS },
    notes: NOTES,
    async run({ secret: secretId, json }, session) {
      const { adminKey, keys } = await openSecret(secretId).read();
      const generated = adminKey === undefined ? [] : ['admin  (generated at deploy)'];
      const rows = keys.map(({ role, name, sha256, dailyLimit }) =>
        [
          role.padEnd(5),
          name,
          `${sha256.slice(0, 12)}…`,
          ...(dailyLimit === undefined ? [] : [`${dailyLimit} a day`]),
        ].join('  '),
      );
      return print(session, json, { hasGeneratedAdminKey: adminKey !== undefined, keys }, [...generated, ...rows]);
    },
  }),
  limit: defineCommand({
    name: 'statline keys limit',
    about: 'Says how many requests a key has a day, within five minutes',
    args: {
      name: KEY_NAME,
      'daily-limit': { ...DAILY_LIMIT, required: true, valueHint: 'requests|none' },
      secret,
      ...OUTPUT_ARGS,
    },
    notes: NOTES,
    async run({ name, 'daily-limit': limit, secret: secretId, json }, session) {
      const dailyLimit = limit === 'none' ? undefined : requestsIn(limit);
      await openSecret(secretId).change((document) => withLimit(document, name, dailyLimit));
      const says = dailyLimit === undefined ? 'as many requests as it likes' : `${dailyLimit} requests a day`;
      const lines = [`${name} has ${says}: functions know after five minutes at most.`];
      return print(session, json, { name, dailyLimit: dailyLimit ?? null }, lines);
    },
  }),
  revoke: defineCommand({
    name: 'statline keys revoke',
    about: 'Ends a key, within five minutes',
    args: { name: KEY_NAME, secret, ...OUTPUT_ARGS },
    notes: NOTES,
    async run({ name, secret: secretId, json }, session) {
      await openSecret(secretId).change((document) => withoutKey(document, name));
      const lines = [`${name} is revoked: functions reject it after five minutes at most.`];
      return print(session, json, { revoked: name }, lines);
    },
  }),
  rotateAdmin: defineCommand({
    name: 'statline keys rotate-admin',
    about: 'Replaces the admin key that was generated at deploy',
    args: { secret, ...OUTPUT_ARGS },
    notes: NOTES,
    async run({ secret: secretId, json }, session) {
      const { key } = createKey({ role: 'admin', name: 'admin', random });
      await openSecret(secretId).change((document) => withAdminKey(document, key));
      return print(session, json, { key }, [`key   ${key}`, 'The old admin key works for five minutes more.']);
    },
  }),
});

const requestsIn = (text: string): number => {
  const requests = /^[1-9]\d{0,8}$/.test(text) ? Number(text) : NaN;
  if (requests <= MAX_DAILY_LIMIT) return requests;
  throw new UsageError(`--daily-limit must be a whole number from 1 to ${MAX_DAILY_LIMIT}`);
};

const print = (
  { terminal }: Session,
  json: boolean | undefined,
  document: object,
  lines: readonly string[],
): ExitCode => {
  terminal.out(json === true ? jsonText(document) : lines.join('\n'));
  return EXIT.answered;
};
