import { describe, expect, it } from 'vitest';
import { runLine } from './run.ts';

const said = async (line: string): Promise<string> => {
  const { code, out, err } = await runLine(line.split(' '), {
    fetch: () => Promise.reject(new Error('nothing may be sent')),
  });
  expect(out).toBe('');
  return `${code} ${err.trim()}`;
};

describe('a command line', () => {
  it.each([
    ['gte nfl/teams', 'There is no command "gte"; did you mean get?'],
    ['toString', 'There is no command "toString"; see statline --help'],
    ['--json get nfl/teams', 'The command comes first'],
    ['get', 'PATH is missing'],
    ['get nfl/teams --jsno', 'There is no option "--jsno"; there are --url'],
    ['get nfl/teams -j', 'There is no option "-j"'],
    ['get nfl/teams --__proto__ x', 'There is no option "--__proto__"'],
    ['get nfl/teams --url --json', '--url needs a value'],
    ['get nfl/teams --url=', '--url needs a value'],
    ['get nfl/teams --url', '--url needs a value'],
    ['get nfl/teams --json=yes', '--json takes no value'],
    ['get nfl/teams --json --json', '--json is given twice'],
    ['get nfl/teams --no-url', 'There is no option "--no-url"'],
    ['get nfl/teams season', '"season" is no NAME=VALUE, such as season=2024'],
    ['get nfl//teams', '"nfl//teams" is no path'],
    ['get nfl/../admin', '"nfl/../admin" is no path'],
    ['get http://x/v1/nfl/teams', 'PATH begins behind the address'],
    ['get nfl/teams --url nowhere', '"nowhere" is no address (from --url)'],
    ['get nfl/teams --url ftp://x', 'url must be http, without a query (from --url)'],
    ['get nfl/teams --url http://x --profile y', '--url and --profile name two addresses'],
    ['get nfl/teams --timeout soon', '--timeout must be 0.1 to 600 seconds'],
    ['get nfl/teams --timeout 601', '--timeout must be 0.1 to 600 seconds'],
    ['get nfl/teams --profile home', 'There is no profile "home" in /nonexistent/statline/config.json'],
  ])('%s: is refused before anything is sent', async (line, message) => {
    expect(await said(line)).toContain(`2 statline: ${message}`);
  });

  it('names a key that can be none by where it came from, and not the key', async () => {
    const { code, err } = await runLine(['get', 'nfl/teams', '--key', 'two words']);
    expect([code, err]).toEqual([2, 'statline: key must have no spaces (from --key)\n']);
  });

  it('tells what there is', async () => {
    const [all, none, version] = await Promise.all([runLine(['--help']), runLine([]), runLine(['--version'])]);
    expect([all.code, none.code, version]).toEqual([0, 2, { code: 0, out: '0.0.0-test\n', err: '' }]);
    expect(none.out).toBe(all.out);
  });
});
