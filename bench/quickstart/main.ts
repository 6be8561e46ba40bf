import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { freePort } from '../../infra/local/free-port.ts';
import { follow } from './follow.ts';
import { stepsOf } from './steps.ts';

const USAGE = `Usage: npm run bench -- quickstart [--keep]

  Follows docs/quickstart.md to the letter in an empty folder: writes its files, runs its commands, compares what they
  print with what the page shows. The page's port is replaced by a free one. It clones what is committed here.
  --keep leaves the folder, to be looked at.
`;

const ROOT = join(import.meta.dirname, '..', '..');
const { values } = parseArgs({ options: { keep: { type: 'boolean' }, help: { type: 'boolean' } } });

const followPage = async (): Promise<void> => {
  const home = await mkdtemp(join(tmpdir(), 'statline-quickstart-'));
  const port = await freePort();
  const page = (await readFile(join(ROOT, 'docs', 'quickstart.md'), 'utf8'))
    .replaceAll('8787', String(port))
    .replace('npm start', `npm start -- --port ${port}`);
  // What npm has told this process would reach those that the page starts.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_|^NODE_|^INIT_CWD$/.test(name)));
  const since = performance.now();
  try {
    await follow(stepsOf(page), {
      home,
      env: { ...env, PATH: ownPath(), STATLINE: ROOT, STATLINE_URL: `http://127.0.0.1:${port}`, NO_COLOR: '1' },
      log: (line) => process.stdout.write(`${line}\n`),
    });
    process.stdout.write(`The page was followed in ${Math.round((performance.now() - since) / 1000)} s\n`);
  } finally {
    if (values.keep === true) process.stdout.write(`${home}\n`);
    else await rm(home, { recursive: true, force: true });
  }
};

/** Without this project's own programs: a reader has the Node that they have. */
const ownPath = (): string =>
  (process.env.PATH ?? '')
    .split(':')
    .filter((folder) => !folder.includes('node_modules') && !folder.includes('node-gyp-bin'))
    .join(':');

if (values.help === true) process.stdout.write(USAGE);
else await followPage();
