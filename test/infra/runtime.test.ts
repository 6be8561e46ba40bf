import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const RUNTIME = join(import.meta.dirname, '..', '..', 'infra', 'runtime');
const HERE = `${process.platform}-${process.arch}`;
const home = mkdtempSync(join(tmpdir(), 'statline-runtime-'));

afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

interface Installed {
  readonly version?: string;
  /** Undefined: nothing was fetched. */
  readonly binary?: string;
  readonly digests?: Readonly<Record<string, string>>;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What the check says after an install like this, with its own list of digests. */
const verify = ({ version = '24.21.0', binary, digests = {} }: Installed) => {
  const root = mkdtempSync(join(home, 'root-'));
  const bin = join(root, 'node_modules', 'node', 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, '..', 'package.json'), JSON.stringify({ version }));
  if (binary !== undefined) writeFileSync(join(bin, process.platform === 'win32' ? 'node.exe' : 'node'), binary);
  mkdirSync(join(root, 'infra', 'runtime'), { recursive: true });
  cpSync(join(RUNTIME, 'verify.mjs'), join(root, 'infra', 'runtime', 'verify.mjs'));
  writeFileSync(
    join(root, 'infra', 'runtime', 'digests.json'),
    JSON.stringify({ version: '24.21.0', sha256: digests }),
  );
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'infra', 'runtime', 'verify.mjs')], {
    encoding: 'utf8',
  });
  return { status, stderr };
};

describe('the runtime that was fetched', () => {
  it('passes without a word where it is the known one', () => {
    expect(verify({ binary: 'node', digests: { [HERE]: sha256('node') } })).toEqual({ status: 0, stderr: '' });
  });

  it('stops the install where it is another one', () => {
    const { status, stderr } = verify({ binary: 'not node', digests: { [HERE]: sha256('node') } });
    expect(status).toBe(1);
    expect(stderr).toBe(
      `statline: the binary of Node 24.21.0 for ${HERE} is not the known one: its SHA-256 is ${sha256('not node')}, expected was ${sha256('node')}. Do not run it; remove node_modules and find out where it came from\n`,
    );
  });

  it('stops the install where the version was raised without its digests', () => {
    const { status, stderr } = verify({ version: '24.22.0', binary: 'node', digests: { [HERE]: sha256('node') } });
    expect(status).toBe(1);
    expect(stderr).toContain('Node 24.22.0 was installed, and infra/runtime/digests.json knows 24.21.0');
  });

  it('is not compared where nothing is known of the platform, and says so', () => {
    const { status, stderr } = verify({ binary: 'node' });
    expect(status).toBe(0);
    expect(stderr).toContain(`no digest of Node 24.21.0 for ${HERE} is known`);
  });

  it('need not be there', () => {
    expect(verify({})).toEqual({ status: 0, stderr: '' });
  });

  it('has digests for the version in the lockfile', () => {
    const { version, sha256: digests } = JSON.parse(readFileSync(join(RUNTIME, 'digests.json'), 'utf8')) as {
      readonly version: string;
      readonly sha256: Readonly<Record<string, string>>;
    };
    const lock = JSON.parse(readFileSync(join(RUNTIME, '..', '..', 'package-lock.json'), 'utf8')) as {
      readonly packages: Readonly<Record<string, { readonly version: string }>>;
    };
    expect(lock.packages['node_modules/node']?.version).toBe(version);
    expect(Object.keys(digests)).toEqual(expect.arrayContaining(['linux-x64', 'linux-arm64']));
    for (const digest of Object.values(digests)) expect(digest).toMatch(/^[0-9a-f]{64}$/);
  });
});
