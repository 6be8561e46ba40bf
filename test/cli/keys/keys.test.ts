import { describe, expect, it } from 'vitest';
import { keysCommands } from '../../../cli/keys/commands.ts';
import { readDocument, type KeysDocument } from '../../../cli/keys/document.ts';
import { listedKey, parseKeysSecret } from '../../../lib/http/api-keys.ts';
import { inSession } from '../run.ts';

/** A secret in memory, and the commands that change it. */
const start = (text = '{"keys":[],"adminKey":"generated-at-deploy"}') => {
  const store = { text };
  let seed = 0;
  const commands = keysCommands({
    random: () => Buffer.alloc(32, (seed += 1)),
    openSecret: () => ({
      read: () => Promise.resolve(readDocument(store.text)),
      change: (next: (document: KeysDocument) => KeysDocument) => {
        store.text = JSON.stringify(next(readDocument(store.text)));
        return Promise.resolve();
      },
    }),
  });
  const named = new Map(Object.entries({ ...commands, 'rotate-admin': commands.rotateAdmin }));
  const run = async (line: string): Promise<string> => {
    const [name = '', ...words] = line.split(' ');
    const command = named.get(name);
    if (command === undefined) throw new Error(`There is no ${name}`);
    return (await inSession((session) => command.invoke(words, session))).out.trimEnd();
  };
  const role = (key: string) => listedKey(key, parseKeysSecret(store.text))?.role;
  return { run, role, store };
};

const keyIn = (said: string): string => /^key {3}(statline_\S{43})$/m.exec(said)?.[1] ?? '';

describe('statline keys', () => {
  it('makes a key that the functions take, keeps its hash alone, and takes it away again', async () => {
    const { run, role, store } = start();
    const key = keyIn(await run('create --role read --name bot-a --secret s'));
    expect(role(key)).toBe('read');
    expect(store.text).not.toContain(key);
    expect(await run('list --secret s')).toMatch(/^admin {2}\(generated at deploy\)\nread {3}bot-a {2}[0-9a-f]{12}…$/);
    await run('revoke --name bot-a --secret s');
    expect(role(key)).toBeUndefined();
    expect(role('generated-at-deploy')).toBe('admin');
  });

  it('makes no two keys alike, and without a secret changes none', async () => {
    const { run, store } = start();
    const before = store.text;
    const said = await Promise.all([run('create --role admin --name a'), run('create --role admin --name a')]);
    expect(new Set(said.map(keyIn)).size).toBe(2);
    expect(said[0]).toMatch(/^hash {2}admin:[0-9a-f]{64}$/m);
    expect(store.text).toBe(before);
  });

  it('says the same for scripts', async () => {
    const { run, role } = start();
    const { key, ...rest } = JSON.parse(await run('create --role read --name bot-a --secret s --json')) as {
      readonly key: string;
    };
    expect(role(key)).toBe('read');
    expect(rest).toEqual({ hash: expect.stringMatching(/^read:[0-9a-f]{64}$/) as string, name: 'bot-a', role: 'read' });
    const listed: unknown = JSON.parse(await run('list --secret s --json'));
    expect(listed).toMatchObject({ hasGeneratedAdminKey: true, keys: [{ name: 'bot-a', role: 'read' }] });
  });

  it('gives a key a daily limit, changes it and takes it away', async () => {
    const { run, store } = start();
    const limits = () => parseKeysSecret(store.text).map(({ dailyLimit }) => dailyLimit);
    const said = await run('create --role read --name bot-a --daily-limit 5000 --secret s');
    expect(said).toMatch(/^hash {2}read:[0-9a-f]{64}:5000$/m);
    expect(limits()).toEqual([undefined, 5000]);
    expect(await run('list --secret s')).toMatch(/^read {3}bot-a {2}[0-9a-f]{12}… {2}5000 a day$/m);
    expect(await run('limit --name bot-a --daily-limit 700 --secret s')).toContain('bot-a has 700 requests a day');
    expect(limits()).toEqual([undefined, 700]);
    expect(await run('limit --name bot-a --daily-limit none --secret s')).toContain('as many requests as it likes');
    expect(limits()).toEqual([undefined, undefined]);
    expect(JSON.parse(await run('limit --name bot-a --daily-limit 9 --secret s --json'))).toEqual({
      name: 'bot-a',
      dailyLimit: 9,
    });
  });

  it('replaces the generated admin key', async () => {
    const { run, role } = start();
    const key = keyIn(await run('rotate-admin --secret s'));
    expect([role(key), role('generated-at-deploy')]).toEqual(['admin', undefined]);
  });

  it('keeps what else is in the secret', async () => {
    const { run, store } = start('{"adminKey":"generated-at-deploy","owner":"ops"}');
    await run('create --role read --name a --secret s');
    expect(JSON.parse(store.text)).toMatchObject({ owner: 'ops', adminKey: 'generated-at-deploy' });
  });

  it.each([
    ['create --role owner --name a', '--role must be read or admin'],
    ['create --role read', '--name is missing'],
    ['create --role read --name a/b', '--name must be'],
    ['revoke --name nobody --secret s', 'There is no key named nobody'],
    ['limit --name nobody --daily-limit 5 --secret s', 'There is no key named nobody'],
    ['limit --name a --secret s', '--daily-limit is missing'],
    ['create --role read --name a --daily-limit 0', '--daily-limit must be a whole number from 1 to 999999999'],
    ['create --role read --name a --daily-limit 1e3', '--daily-limit must be'],
    ['create --role read --name a --daily-limit none', '--daily-limit must be'],
    ['list', '--secret is missing'],
    ['create read --role read --name a', 'There are too many words'],
    ['create --nmae a', 'There is no option "--nmae"'],
  ])('says what is wrong with %s', async (line, message) => {
    await expect(start().run(line)).rejects.toThrow(message);
  });

  it('refuses a name that is taken, and a secret that holds something else', async () => {
    const { run } = start();
    await run('create --role read --name a --secret s');
    await expect(run('create --role admin --name a --secret s')).rejects.toThrow('There is a key named a already');
    await expect(start('s3cret').run('list --secret s')).rejects.toThrow('The secret does not hold JSON');
    const odd = start('{"keys":[{"name":"a","role":"s3cret","sha256":""}]}').run('list --secret s');
    await expect(odd).rejects.toThrow('The secret is malformed at keys.0.role');
  });
});
