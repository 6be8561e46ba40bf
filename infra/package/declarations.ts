import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { text } from 'node:stream/consumers';

const ROOT = join(import.meta.dirname, '..', '..');
const TSC = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');

const FLAGS = [
  '--declaration',
  '--emitDeclarationOnly',
  '--allowImportingTsExtensions',
  '--strict',
  '--exactOptionalPropertyTypes',
  '--skipLibCheck',
  ...['--target', 'es2024', '--module', 'nodenext', '--types', 'node', '--rootDir', '.'],
];

/**
 * Writes the declarations that some modules need, and no others, into `outdir` in the repository's folders. They name each
 * other as `.js`, which every compiler of a user's understands. Returns their names.
 * @example await writeDeclarations(['lib/client/index.ts'], join(outdir, 'types'));
 */
export const writeDeclarations = async (entries: readonly string[], outdir: string): Promise<readonly string[]> => {
  const all = await mkdtemp(join(tmpdir(), 'statline-declarations-'));
  try {
    await runTsc([...entries, ...FLAGS, '--outDir', all]);
    const pending = entries.map((entry) => join(all, entry.replace(/\.ts$/, '.d.ts')));
    const written = new Set<string>();
    for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
      const name = relative(all, file).replaceAll('\\', '/');
      if (written.has(name)) continue;
      written.add(name);
      const source = await readFile(file, 'utf8');
      const from = dirname(file);
      pending.push(...[...source.matchAll(SPECIFIER)].map(([, path = '']) => join(from, `${path}.d.ts`)));
      const target = join(outdir, name);
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, source.replace(SPECIFIER, "'$1.js'"));
    }
    return [...written].sort();
  } finally {
    await rm(all, { recursive: true, force: true });
  }
};

/** `'../http/answers/index.ts'` */
const SPECIFIER = /'(\.{1,2}\/[\w./-]+)\.ts'/g;

const runTsc = async (args: readonly string[]): Promise<void> => {
  // Named files are compiled without the project's tsconfig, which emits nothing.
  const child = spawn(process.execPath, [TSC, '--ignoreConfig', ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  const [code, out, err] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  if (code !== 0) throw new Error(`The declarations could not be written:\n${out}${err}`);
};
