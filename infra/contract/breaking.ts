import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import * as v from 'valibot';

const ROOT = join(import.meta.dirname, '..', '..');

const Report = v.object({
  changes: v.array(
    v.object({ path: v.string(), impact: v.string(), verdicts: v.array(v.object({ message: v.string() })) }),
  ),
});

/**
 * What a client of `base` may break at in `revision`, a line a change, by `redocly diff`: its rules stand in redocly.yaml
 * (`diff-recommended`; without them it finds nothing). Both are texts of OpenAPI documents. Nothing is sent anywhere.
 */
export const breakingChanges = async (base: string, revision: string): Promise<readonly string[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'statline-contract-'));
  try {
    const files = [join(folder, 'base.json'), join(folder, 'revision.json')] as const;
    await Promise.all([writeFile(files[0], base), writeFile(files[1], revision)]);
    const { changes } = v.parse(Report, JSON.parse(await diffOf(...files)));
    return changes
      .filter(({ impact }) => impact === 'major')
      .map(({ path, verdicts }) => `${path}: ${verdicts.map(({ message }) => message).join(' ')}`);
  } finally {
    await rm(folder, { recursive: true });
  }
};

/** The report as JSON. The exit code says that something breaks, and so does the report. */
const diffOf = async (base: string, revision: string): Promise<string> => {
  const redocly = join(ROOT, 'node_modules', '@redocly', 'cli', 'bin', 'cli.js');
  const child = spawn(process.execPath, [redocly, 'diff', base, revision, '--format', 'json'], {
    cwd: ROOT,
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (!out.startsWith('{')) throw new Error(`redocly diff did not answer: ${errors.trim()}`);
  return out;
};

/** Whether clients of the old version have been told: the major version has risen, or before 1.0.0 the minor one. */
export const isVersionForBreaking = (before: string, now: string): boolean => {
  const [[major, minor], [newMajor, newMinor]] = [partsOf(before), partsOf(now)];
  return newMajor > major || (major === 0 && newMajor === 0 && newMinor > minor);
};

const partsOf = (version: string): readonly [major: number, minor: number] => {
  const [major, minor] = version.split('.').map(Number);
  return [major ?? 0, minor ?? 0];
};
