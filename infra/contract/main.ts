import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { breakingChanges, isVersionForBreaking } from './breaking.ts';
import { openApiDocument } from './document.ts';
import { EXAMPLES } from './examples.ts';

// `npm run contract`: writes docs/openapi.json, and says whether clients may break. With `--check` it writes nothing: the
// file must be up to date, and its last change must not break clients unless the version says so.

const ROOT = join(import.meta.dirname, '..', '..');
const PATH = 'docs/openapi.json';
const FILE = join(ROOT, PATH);

const git = (...args: readonly string[]): string | undefined => {
  try {
    return execFileSync('git', args, {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 1e8,
    });
  } catch {
    return undefined;
  }
};

/** The document as it was committed before `text`. Undefined without a history that has one. */
const before = (text: string): string | undefined => {
  const committed = git('show', `HEAD:${PATH}`);
  if (committed !== text) return committed;
  const last = git('log', '-1', '--format=%H', '--', PATH)?.trim();
  return last === undefined || last === '' ? undefined : git('show', `${last}~1:${PATH}`);
};

const versionIn = (text: string): string =>
  (JSON.parse(text) as { readonly info: { readonly version: string } }).info.version;

/** What is wrong with the step from the document before: nothing, if clients have been told by the version. */
const breaksUntold = async (text: string): Promise<readonly string[]> => {
  const base = before(text);
  if (base === undefined) return [];
  const changes = await breakingChanges(base, text);
  return isVersionForBreaking(versionIn(base), versionIn(text)) ? [] : changes;
};

const written = async (): Promise<string> =>
  format(JSON.stringify(openApiDocument(EXAMPLES)), { ...(await resolveConfig(FILE)), parser: 'json' });

const complain = (text: string): void => {
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
};

const text = await written();
if (!process.argv.includes('--check')) {
  writeFileSync(FILE, text);
  process.stdout.write(`wrote ${PATH}, ${Buffer.byteLength(text)} bytes\n`);
} else if (readFileSync(FILE, 'utf8') !== text) {
  complain(`${PATH} is out of date: npm run contract`);
}
const changes = await breaksUntold(text);
if (changes.length > 0) {
  complain(
    `Clients of the version ${versionIn(text)} may break; raise the major version (before 1.0.0 the minor one):`,
  );
  complain(changes.map((change) => `  ${change}`).join('\n'));
}
