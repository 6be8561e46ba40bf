import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
// npm writes it last: a folder without it is an installation that was broken off.
const DONE = fileURLToPath(new URL('./node_modules/.package-lock.json', import.meta.url));

/** The peers live in a folder of their own and are installed when they are first compared with. */
export const ensurePeers = async (): Promise<void> => {
  if (existsSync(DONE)) return;
  process.stdout.write('Installing the caches to compare with, into bench/peers/node_modules (once) ...\n');
  const npm = spawn('npm', ['ci', '--no-fund', '--no-audit', '--prefix', FOLDER], { stdio: 'inherit', cwd: FOLDER });
  const [code] = (await Promise.race([once(npm, 'exit'), once(npm, 'error').then(() => [127])])) as [number | null];
  if (code !== 0) throw new Error('npm ci in bench/peers failed: the comparison needs the packages of its lockfile');
};
