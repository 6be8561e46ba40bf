import { chmod, copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { buildFunctions } from '../build/build-functions.ts';
import { bundle } from '../build/bundle.ts';
import { writeDeclarations } from './declarations.ts';
import { licencesOf, packagesOf } from './licences.ts';
import {
  CDK_FOLDER,
  CDK_PEERS,
  COMMAND,
  COMMAND_FOLDER,
  ENGINE,
  manifestOf,
  TIER_PEERS,
  type Manifest,
} from './manifest.ts';

const ROOT = join(import.meta.dirname, '..', '..');

// Node strips no types inside node_modules, and Node 20 nowhere.
const TARGET = 'node20';

/** What is copied as it is: a file of the repository to its name in the package. */
const COPIED: Readonly<Record<string, string>> = {
  'docs/package.md': 'README.md',
  'docs/client.md': 'docs/client.md',
  'docs/cli.md': 'docs/cli.md',
  'docs/construct.md': 'docs/construct.md',
  'docs/engine.md': 'docs/engine.md',
  'CHANGELOG.md': 'CHANGELOG.md',
  LICENSE: 'LICENSE',
};

const ENTRIES = ['lib/client/index.ts', 'infra/constructs/statline.ts', ...Object.values(ENGINE)];

// Served as files beside a function's code, which is why no chunk names them.
const SERVED = ['node_modules/swagger-ui-dist', 'node_modules/uplot'];

/**
 * Stages the package that others install: what it needs is bundled, so it depends on nothing.
 * @example await stagePackage(join(root, 'dist', 'package')); // then npm pack in that folder
 */
export const stagePackage = async (outdir: string): Promise<void> => {
  await rm(outdir, { recursive: true, force: true });
  await mkdir(join(outdir, 'docs'), { recursive: true });
  const inputs = (
    await Promise.all([
      stageCommand(outdir),
      stageClient(outdir),
      stageConstruct(outdir),
      stageEngine(outdir),
      writeDeclarations(ENTRIES, join(outdir, 'types')).then(() => []),
    ])
  ).flat();
  const manifest = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as Manifest;
  await writeFile(join(outdir, 'package.json'), `${JSON.stringify(manifestOf(manifest), null, 2)}\n`);
  await writeFile(join(outdir, 'LICENSES.txt'), await licencesOf(packagesOf([...inputs, ...SERVED])));
  for (const [from, to] of Object.entries(COPIED)) await copyFile(join(ROOT, from), join(outdir, to));
};

/** Each part answers with the modules whose code is in it. */
type Staged = Promise<readonly string[]>;

const stageCommand = async (outdir: string): Staged => {
  const folder = join(outdir, COMMAND_FOLDER);
  const chunks = await bundle({ entry: join(ROOT, 'cli', 'main.ts'), outdir: folder, name: COMMAND, target: TARGET });
  await chmod(join(folder, `${COMMAND}.mjs`), 0o755);
  return chunks.flatMap(({ inputs }) => inputs);
};

const stageClient = async (outdir: string): Staged => {
  const { metafile } = await build({
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
    metafile: true,
  });
  return Object.keys(metafile.inputs);
};

/** Not minified: whoever steps through a cache that answers oddly wants to read it. */
const stageEngine = async (outdir: string): Staged => {
  const { metafile } = await build({
    entryPoints: Object.fromEntries(Object.entries(ENGINE).map(([name, entry]) => [name, join(ROOT, entry)])),
    outdir,
    bundle: true,
    splitting: true,
    chunkNames: 'cache/chunks/[name]-[hash]',
    format: 'esm',
    platform: 'node',
    target: TARGET,
    external: [...TIER_PEERS],
    legalComments: 'none',
    logLevel: 'silent',
    metafile: true,
  });
  return Object.keys(metafile.inputs);
};

/** The construct, and the functions that it deploys. */
const stageConstruct = async (outdir: string): Staged => {
  const folder = join(outdir, CDK_FOLDER);
  const entry = join(ROOT, 'infra', 'constructs', 'statline.ts');
  const external = CDK_PEERS.flatMap((peer) => [peer, `${peer}/*`]);
  const chunks = await bundle({ entry, outdir: folder, name: 'cdk', target: TARGET, external });
  const { faults, inputs } = await buildFunctions({ outdir: join(folder, 'functions') });
  if (faults.length > 0) throw new Error(`The functions are over their budget: ${faults.join('; ')}`);
  // A report for this repository.
  await rm(join(folder, 'functions', 'sizes.json'));
  return [...chunks.flatMap((chunk) => chunk.inputs), ...inputs];
};
