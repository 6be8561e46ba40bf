import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { build, type OutputFile } from 'esbuild';
import { nodeHttpAtHand } from './node-http.ts';

// Some dependencies are CommonJS and call require() for Node's own modules, which an ES module does not have.
const BANNER =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

export interface BundleOptions {
  /** The module with the handler; it becomes `outdir/lambda.mjs`. */
  readonly entry: string;
  /** Emptied first: a chunk of an earlier build must not be shipped. */
  readonly outdir: string;
  readonly sourcemap?: boolean;
  /** Of the entry, without its ending. Default: `lambda`. */
  readonly name?: string;
  /** The oldest Node that runs it. Default: Lambda's. */
  readonly target?: string;
  /** Packages that whoever uses it has. */
  readonly external?: readonly string[];
  /** False: one file, with all that would be loaded on first need. Default: true. */
  readonly splitting?: boolean;
}

/** One file that was written, sourcemaps left out. */
export interface Chunk {
  /** Relative to the function's folder. */
  readonly file: string;
  readonly bytes: number;
  /** The modules with code in it. */
  readonly inputs: readonly string[];
  /** The names that other chunks take from it. */
  readonly exports: readonly string[];
  readonly imports: readonly { readonly file: string; readonly lazy: boolean }[];
}

/** Few chunks hold a dependency that calls require(); the others do without the banner. Its line stays, for sourcemaps. */
const writeOutput = async ({ path, contents, text }: OutputFile): Promise<readonly [path: string, bytes: number]> => {
  // In front of it stands the line that makes a file a command.
  const [hashbang = ''] = /^#!.*\n/.exec(text) ?? [];
  const own = hashbang + text.slice(hashbang.length + BANNER.length);
  const isPlain = path.endsWith('.mjs') && text.startsWith(BANNER, hashbang.length) && !/\brequire\b/.test(own);
  const written = isPlain ? Buffer.from(own) : contents;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, written);
  return [path, written.byteLength];
};

export const ENTRY_FILE = 'lambda.mjs';

/** Bundles a function, or the command line, into its entry and the chunks it shares with what it loads lazily. */
export const bundle = async (options: BundleOptions): Promise<readonly Chunk[]> => {
  const { entry, outdir, sourcemap = false, name = 'lambda', target = 'node24' } = options;
  const { external = [], splitting = true } = options;
  await rm(outdir, { recursive: true, force: true });
  const { metafile, outputFiles } = await build({
    entryPoints: { [name]: entry },
    outdir,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target,
    external: [...external],
    // A package's ES modules first: from its CommonJS build, `await import()` yields a default export without names,
    // and tree shaking removes nothing.
    mainFields: ['module', 'main'],
    minify: true,
    splitting,
    outExtension: { '.js': '.mjs' },
    chunkNames: 'chunks/[name]-[hash]',
    banner: { js: BANNER },
    plugins: [nodeHttpAtHand],
    sourcemap: sourcemap ? 'linked' : false,
    legalComments: 'none',
    logLevel: 'silent',
    metafile: true,
    write: false,
  });
  const sizes = new Map(await Promise.all(outputFiles.map(writeOutput)));
  const inOutdir = (path: string): string => relative(outdir, resolve(path)).replaceAll('\\', '/');
  return Object.entries(metafile.outputs)
    .filter(([path]) => path.endsWith('.mjs'))
    .map(([path, output]) => ({
      file: inOutdir(path),
      bytes: sizes.get(resolve(path)) ?? output.bytes,
      inputs: Object.entries(output.inputs)
        .filter(([, input]) => input.bytesInOutput > 0)
        .map(([input]) => input.replaceAll('\\', '/')),
      exports: output.exports,
      imports: output.imports
        .filter((imported) => imported.external !== true)
        .map(({ path: imported, kind }) => ({ file: inOutdir(imported), lazy: kind === 'dynamic-import' })),
    }));
};
