#!/usr/bin/env node
import { readFile } from 'node:fs/promises';
import { systemClock } from '../lib/client/clock.ts';
import { createStyle, wantsColours } from './draw/style.ts';
import { EXIT } from './exit-codes.ts';
import { runCli } from './run.ts';
import { askSecret } from './session/ask-secret.ts';
import { toldFetch } from './session/told-fetch.ts';

// What `statline` is: `npm run statline --` here, the package's command elsewhere. Node 20 runs the bundle of it.

const { stdout, stderr, env } = process;
const words = process.argv.slice(2);

// The reader has what it wanted: `statline get nfl/teams | head -1`.
stdout.on('error', (error: NodeJS.ErrnoException) =>
  process.exit(error.code === 'EPIPE' ? EXIT.answered : EXIT.failed),
);

// Beside this folder, here and in the package.
const manifest = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8')) as {
  readonly version: string;
};

process.exitCode = await runCli(words, {
  terminal: {
    out: (text) => void stdout.write(`${text}\n`),
    err: (text) => void stderr.write(`${text}\n`),
    errPart: (text) => void stderr.write(text),
    isOutTty: stdout.isTTY,
    isErrTty: stderr.isTTY,
    errColumns: stderr.isTTY ? stderr.columns : Infinity,
    columns: stdout.isTTY ? stdout.columns : Infinity,
  },
  style: createStyle(wantsColours({ isTty: stdout.isTTY, env, isForbidden: words.includes('--no-color') })),
  env,
  fetch: toldFetch((url, init) => fetch(url, init)),
  clock: systemClock,
  askSecret: (question) => askSecret(question, process.stdin),
  version: manifest.version,
});
