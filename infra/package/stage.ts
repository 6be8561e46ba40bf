import { chmod, copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { bundle } from '../build/bundle.ts';
import { writeDeclarations } from './declarations.ts';

const ROOT = join(import.meta.dirname, '..', '..');

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly devDependencies: Readonly<Record<string, string>>;
}

/** What a user of another part than the client brings along. */
const PEERS = ['aws-cdk-lib', 'constructs'] as const;

const COMMAND = 'statline';
const COMMAND_FOLDER = 'cli';

/**
 * Stages the package that others install: what it needs is bundled, so it depends on nothing. Answers its files.
 * @example await stagePackage(join(root, 'dist', 'package')); // then npm pack in that folder
 */
export const stagePackage = async (outdir: string): Promise<readonly string[]> => {
  await rm(outdir, { recursive: true, force: true });
  await mkdir(outdir, { recursive: true });
  const [chunks, , declarations, manifest] = await Promise.all([
    bundle({
      entry: join(ROOT, 'cli', 'main.ts'),
      outdir: join(outdir, COMMAND_FOLDER),
      name: COMMAND,
      // Node strips no types inside node_modules, and Node 20 nowhere.
      target: 'node20',
    }),
    build({
      entryPoints: { client: join(ROOT, 'lib', 'client', 'index.ts') },
      outdir,
      bundle: true,
      minify: true,
      format: 'esm',
      // Node has all that browsers and workers have of it.
      platform: 'browser',
      target: 'es2022',
      legalComments: 'none',
      logLevel: 'silent',
    }),
    writeDeclarations('client/index.ts', join(outdir, 'types')),
    readFile(join(ROOT, 'package.json'), 'utf8'),
  ]);
  await writeFile(
    join(outdir, 'package.json'),
    `${JSON.stringify(manifestOf(JSON.parse(manifest) as Manifest), null, 2)}\n`,
  );
  await chmod(join(outdir, COMMAND_FOLDER, `${COMMAND}.mjs`), 0o755);
  await copyFile(join(ROOT, 'docs', 'client.md'), join(outdir, 'README.md'));
  await copyFile(join(ROOT, 'docs', 'cli.md'), join(outdir, 'CLI.md'));
  await copyFile(join(ROOT, 'LICENSE'), join(outdir, 'LICENSE'));
  return [
    ...['CLI.md', 'LICENSE', 'README.md', 'client.js', 'package.json'],
    ...chunks.map(({ file }) => `${COMMAND_FOLDER}/${file}`),
    ...declarations.map((file) => `types/${file}`),
  ];
};

const manifestOf = ({ name, version, description, license, devDependencies }: Manifest): object => ({
  name,
  version,
  description,
  license,
  type: 'module',
  sideEffects: false,
  engines: { node: '>=20' },
  bin: { [COMMAND]: `./${COMMAND_FOLDER}/${COMMAND}.mjs` },
  exports: {
    './client': { types: './types/client/index.d.ts', default: './client.js' },
    './package.json': './package.json',
  },
  peerDependencies: Object.fromEntries(PEERS.map((peer) => [peer, devDependencies[peer]])),
  peerDependenciesMeta: Object.fromEntries(PEERS.map((peer) => [peer, { optional: true }])),
});
