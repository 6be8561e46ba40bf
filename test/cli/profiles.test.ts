import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findTarget } from '../../cli/session/target.ts';
import { profileFile } from '../../cli/session/profiles.ts';
import { runLine, type Ran } from './run.ts';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'statline-profiles-'));
  file = join(folder, 'deep', 'config.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const run = (line: string, secret?: string): Promise<Ran> =>
  runLine(line.split(' '), { env: { STATLINE_CONFIG: file }, ...(secret !== undefined && { secret }) });

const target = async (
  options: Parameters<typeof findTarget>[0],
  env: Readonly<Record<string, string>> = {},
): Promise<string> => {
  const { url, key } = await findTarget(options, { STATLINE_CONFIG: file, ...env });
  return `${url} ${key ?? '-'}`;
};

const HOME = 'http://home';

describe('profiles', () => {
  it('are written for their owner alone, and the first one is the default', async () => {
    expect(await run(`profile set home --url ${HOME} --ask-key`, 'k-home')).toMatchObject({ code: 0 });
    await run('profile set work --url http://work');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, 'deep'))).mode & 0o777).toBe(0o700);
    expect((await run('profile list')).out).toBe('* home  http://home  (with a key)\n  work  http://work\n');
    const { out } = await run('profile list --json');
    expect(JSON.parse(out)).toEqual({
      file,
      default: 'home',
      profiles: [
        { name: 'home', url: HOME, hasKey: true },
        { name: 'work', url: 'http://work', hasKey: false },
      ],
    });
    expect(out).not.toContain('k-home');
  });

  it('are chosen, and forgotten with their keys', async () => {
    await run(`profile set home --url ${HOME} --ask-key`, 'k-home');
    await run('profile set work --url http://work');
    expect(await target({})).toBe('http://home k-home');
    await run('profile use work');
    expect(await target({})).toBe('http://work -');
    await run('profile remove work');
    expect(await target({})).toBe('http://127.0.0.1:8787 -');
    await run('profile remove home');
    expect(await readFile(file, 'utf8')).not.toContain('k-home');
    expect((await run('profile use home')).err).toContain('There is no profile "home"');
  });

  it('name an address by the first of flag, variable, file, and the local stack', async () => {
    expect(await target({})).toBe('http://127.0.0.1:8787 -');
    await run(`profile set home --url ${HOME} --ask-key`, 'k-home');
    await run('profile set work --url http://work --ask-key', 'k-work');
    expect(await target({})).toBe('http://home k-home');
    expect(await target({}, { STATLINE_PROFILE: 'work' })).toBe('http://work k-work');
    expect(await target({}, { STATLINE_PROFILE: 'work', STATLINE_URL: 'http://env' })).toBe('http://env -');
    expect(await target({ profile: 'work' }, { STATLINE_URL: 'http://env' })).toBe('http://work k-work');
    expect(await target({ url: 'http://flag' }, { STATLINE_PROFILE: 'work' })).toBe('http://flag -');
    expect(await target({}, { STATLINE_URL: '' })).toBe('http://home k-home');
  });

  it('give their keys to nobody else', async () => {
    await run(`profile set home --url ${HOME} --ask-key`, 'k-home');
    expect(await target({ url: 'http://elsewhere' })).toBe('http://elsewhere -');
    expect(await target({}, { STATLINE_URL: 'http://elsewhere' })).toBe('http://elsewhere -');
    expect(await target({ url: 'http://x', key: 'k' }, { STATLINE_KEY: 'k-env' })).toBe('http://x k');
    expect(await target({}, { STATLINE_KEY: 'k-env' })).toBe('http://home k-env');
    // A key that was set for another deployment.
    expect(await target({ profile: 'home' }, { STATLINE_KEY: 'k-env' })).toBe('http://home k-home');
  });

  it.each([0o640, 0o604, 0o644])('are not taken out of a file that others may read (%o)', async (mode) => {
    await run(`profile set home --url ${HOME} --ask-key`, 'k-home');
    await chmod(file, mode);
    const { code, err } = await run('get nfl/teams');
    expect([code, err]).toEqual([2, `statline: ${file} holds a key, and others may read it: chmod 600 ${file}\n`]);
    // Nothing is to be hidden without a key.
    await writeFile(file, '{"profiles":{"home":{"url":"http://home"}}}');
    expect(await target({ profile: 'home' })).toBe('http://home -');
  });

  it.each([
    ['{', 'does not hold JSON'],
    ['[]', 'is malformed at profiles'],
    ['{"profiles":{"home":{"key":"k"}}}', 'is malformed at profiles.home.url'],
    ['{"profiles":{"a b":{"url":"http://x"}}}', 'is malformed at profiles.a b'],
    ['{"profiles":{},"defualt":"x"}', 'is malformed at defualt'],
    [`{"profiles":{},"x":"${'y'.repeat(70_000)}"}`, 'has more than 65536 bytes'],
  ])('say where %s is wrong', async (text, message) => {
    await run(`profile set home --url ${HOME}`);
    await writeFile(file, text);
    const { code, err } = await run('get nfl/teams');
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
    expect(err).not.toContain('yyyy');
  });

  it.each([
    ['profile set a/b --url http://x', undefined, 'A profile is named with'],
    ['profile set a --url x', undefined, '--url must be an http address'],
    ['profile set a --url http://x --ask-key', 'two words', 'A key has 1 to 500 characters and no spaces'],
    ['profile set a --url http://x --ask-key', '', 'A key has 1 to 500 characters and no spaces'],
    ['profile', undefined, 'There are profile list, profile set, profile use, profile remove'],
  ])('refuse %s', async (line, secret, message) => {
    const { code, err } = await run(line, secret);
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
  });

  it('lie where the system keeps such files', () => {
    expect(profileFile({ HOME: '/h' }, 'linux')).toBe('/h/.config/statline/config.json');
    expect(profileFile({ HOME: '/h', XDG_CONFIG_HOME: '/x' }, 'linux')).toBe('/x/statline/config.json');
    expect(profileFile({ HOME: '/h', APPDATA: '/a' }, 'win32')).toBe('/a/statline/config.json');
    expect(profileFile({ STATLINE_CONFIG: '/f' }, 'linux')).toBe('/f');
  });
});
