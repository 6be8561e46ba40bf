import { readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { build } from 'esbuild';
import { ENTRY_FILE, type Chunk } from './bundle.ts';
import { staticallyReachable } from './sizes.ts';

const JOINED_FILE = 'chunks/static.mjs';
/** How esbuild imports from another chunk of the same build, minified. */
const IMPORT = /import(?:\{([^}]*)\}from)?"\.\/(?:chunks\/)?([\w-]+\.mjs)";/g;

/**
 * Makes one file of all that every cold start loads beside the entry. esbuild makes a chunk of each set of modules that
 * the same lazy parts share, some seventy of a few hundred bytes; each is resolved, read, compiled and linked on its own.
 */
export const joinStatic = async (outdir: string, chunks: readonly Chunk[]): Promise<readonly Chunk[]> => {
  const reachable = staticallyReachable(chunks);
  const shared = chunks.filter(({ file }) => file !== ENTRY_FILE && reachable.has(file));
  if (shared.length < 2) return chunks;
  const places = new Map(shared.map(({ file }, place) => [basename(file), place]));
  await joinChunks(outdir, shared);
  const others = chunks.filter((chunk) => !shared.includes(chunk));
  await Promise.all(others.map(({ file }) => importJoined(join(outdir, file), { places, outdir })));
  const facades = await replaceShared(outdir, { shared, chunks });
  const joined: Chunk = {
    file: JOINED_FILE,
    bytes: await bytesOf(join(outdir, JOINED_FILE)),
    inputs: [...new Set(shared.flatMap(({ inputs }) => inputs))],
    exports: [],
    imports: unique(shared.flatMap(({ imports }) => imports.filter(({ lazy }) => lazy))),
  };
  const rewritten = others.map(async (chunk) => ({
    ...chunk,
    bytes: await bytesOf(join(outdir, chunk.file)),
    imports: unique(
      chunk.imports.map((each) =>
        !each.lazy && places.has(basename(each.file)) ? { file: JOINED_FILE, lazy: false } : each,
      ),
    ),
  }));
  return [...(await Promise.all(rewritten)), joined, ...facades];
};

const nameIn = (place: number, exported: string): string => `s${place}_${exported}`;

const joinChunks = async (outdir: string, shared: readonly Chunk[]): Promise<void> => {
  const folder = dirname(join(outdir, JOINED_FILE));
  const contents = shared.map(({ file, exports }, place) =>
    exports.length === 0
      ? `import './${file}';`
      : `export { ${exports.map((name) => `${name} as ${nameIn(place, name)}`).join(', ')} } from './${file}';`,
  );
  await build({
    stdin: { contents: contents.join('\n'), resolveDir: outdir },
    outfile: join(outdir, JOINED_FILE),
    bundle: true,
    format: 'esm',
    platform: 'node',
    minify: true,
    target: 'node24',
    legalComments: 'none',
    logLevel: 'silent',
    plugins: [
      {
        name: 'what is loaded on first need stays where it is',
        setup(own) {
          own.onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) =>
            kind === 'dynamic-import'
              ? { path: `./${relative(folder, resolve(resolveDir, path)).replaceAll('\\', '/')}`, external: true }
              : undefined,
          );
        },
      },
    ],
  });
};

/** Has a chunk take from the joined file what it took from those that are in it. */
const importJoined = async (
  path: string,
  { places, outdir }: { readonly places: ReadonlyMap<string, number>; readonly outdir: string },
): Promise<void> => {
  const from = `./${relative(dirname(path), join(outdir, JOINED_FILE)).replaceAll('\\', '/')}`;
  const text = await readFile(path, 'utf8');
  const rewritten = text.replace(IMPORT, (whole, names: string | undefined, file: string) => {
    const place = places.get(file);
    if (place === undefined) return whole;
    if (names === undefined) return `import"${from}";`;
    const taken = names.split(',').map((name) => {
      const [exported = '', own = exported] = name.split(' as ');
      return `${nameIn(place, exported)} as ${own}`;
    });
    return `import{${taken.join(',')}}from"${from}";`;
  });
  await writeFile(path, rewritten);
};

/** What is also loaded by `import()` stays as a file that gives on what the joined one has. */
const replaceShared = async (
  outdir: string,
  { shared, chunks }: { readonly shared: readonly Chunk[]; readonly chunks: readonly Chunk[] },
): Promise<readonly Chunk[]> => {
  const lazily = new Set(chunks.flatMap(({ imports }) => imports.filter(({ lazy }) => lazy).map(({ file }) => file)));
  const facades: Chunk[] = [];
  for (const [place, chunk] of shared.entries()) {
    const path = join(outdir, chunk.file);
    if (!lazily.has(chunk.file)) {
      await rm(path);
      continue;
    }
    const text = `export{${chunk.exports.map((name) => `${nameIn(place, name)} as ${name}`).join(',')}}from"./${basename(JOINED_FILE)}";\n`;
    await writeFile(path, text);
    facades.push({ ...chunk, bytes: text.length, inputs: [], imports: [{ file: JOINED_FILE, lazy: false }] });
  }
  return facades;
};

const bytesOf = async (path: string): Promise<number> => (await readFile(path)).byteLength;

const unique = (imports: Chunk['imports']): Chunk['imports'] => [
  ...new Map(imports.map((each) => [`${each.file} ${String(each.lazy)}`, each])).values(),
];
