// The package `node` fetches its binary while it is installed, past the lockfile. This compares what came with the digest
// that stands in this repository. It is JavaScript, because the machine's own Node runs it, which may be 20: a binary that
// is not known yet must not judge itself.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

const root = process.argv[2] ?? join(import.meta.dirname, '..', '..');
const folder = join(root, 'node_modules', 'node');
const platform = `${process.platform}-${process.arch}`;
const binary = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

const say = (sentence) => process.stderr.write(`statline: ${sentence}\n`);

/** What is wrong with the binary; undefined: it is the known one, or there is none. */
const fault = async () => {
  // Installed without what development needs, or without scripts.
  if (!existsSync(binary)) return undefined;
  const { version, sha256 } = JSON.parse(readFileSync(join(import.meta.dirname, 'digests.json'), 'utf8'));
  const installed = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;
  if (installed !== version) {
    return `Node ${installed} was installed, and infra/runtime/digests.json knows ${version}: run \`npm run pin-runtime\` and look at the difference`;
  }
  const known = sha256[platform];
  if (known === undefined) {
    say(
      `no digest of Node ${version} for ${platform} is known, so the binary was not compared (infra/runtime/digests.json)`,
    );
    return undefined;
  }
  const hash = createHash('sha256');
  await pipeline(createReadStream(binary), hash);
  const digest = hash.digest('hex');
  return digest === known
    ? undefined
    : `the binary of Node ${version} for ${platform} is not the known one: its SHA-256 is ${digest}, expected was ${known}. Do not run it; remove node_modules and find out where it came from`;
};

const found = await fault();
if (found !== undefined) {
  say(found);
  process.exitCode = 1;
}
