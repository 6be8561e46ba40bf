import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import { build } from 'esbuild';
import { hashedName, PACKED_LIST, type PackedFile } from '../../lib/http/packed-files.ts';

export interface PackOptions {
  /** Where each file comes from, by the name under which it is asked for. A script may be TypeScript. */
  readonly sources: Readonly<Record<string, string>>;
  /** Emptied first. */
  readonly outdir: string;
  /** What a page's `{{file:NAME}}` becomes. */
  readonly addressOf: (hashedName: string) => string;
}

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
};

const compress = promisify(gzip);

/**
 * Writes every file as gzip, and a list of them. Pages come last: they name the others by their hashes. Returns the bytes of
 * each as it is sent.
 */
export const packFiles = async ({ sources, outdir, addressOf }: PackOptions): Promise<ReadonlyMap<string, number>> => {
  await rm(outdir, { recursive: true, force: true });
  await mkdir(outdir, { recursive: true });
  const list = new Map<string, PackedFile>();
  const sizes = new Map<string, number>();
  const pack = async (name: string, text: string): Promise<void> => {
    const type = TYPES[name.split('.').at(-1) ?? ''];
    if (type === undefined) throw new Error(`${name}: it is not known what type that is`);
    list.set(name, { type, hash: createHash('sha256').update(text).digest('hex').slice(0, 12) });
    const gzipped = await compress(text, { level: constants.Z_BEST_COMPRESSION });
    sizes.set(name, gzipped.byteLength);
    await writeFile(join(outdir, `${name}.gz`), gzipped);
  };
  const named = Object.entries(sources).sort(([a], [b]) => (a < b ? -1 : 1));
  const isPage = ([name]: readonly [string, string]): boolean => name.endsWith('.html');
  await Promise.all(
    named.filter((each) => !isPage(each)).map(async ([name, path]) => pack(name, await textOf(name, path))),
  );
  for (const [name, path] of named.filter(isPage)) {
    const html = await readFile(path, 'utf8');
    await pack(
      name,
      html.replace(/\{\{file:([\w.-]+)\}\}/g, (_, other: string) => {
        const file = list.get(other);
        if (file === undefined) throw new Error(`${path} names ${other}, which is not packed`);
        return addressOf(hashedName(other, file.hash));
      }),
    );
  }
  const sorted = [...list].sort(([a], [b]) => (a < b ? -1 : 1));
  await writeFile(join(outdir, PACKED_LIST), JSON.stringify(Object.fromEntries(sorted)));
  return sizes;
};

/** Ours are minified; what a package brings is minified already. */
const textOf = async (name: string, path: string): Promise<string> => {
  if (path.includes('node_modules') || !/\.(?:ts|css)$/.test(path)) return withoutMap(await readFile(path, 'utf8'));
  const { outputFiles } = await build({
    entryPoints: [path],
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: ['es2022', 'chrome110', 'firefox115', 'safari16'],
    outfile: name,
    legalComments: 'none',
    logLevel: 'silent',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
};

/** Browsers with open tools would ask for it. */
const withoutMap = (text: string): string => text.replace(/\n(?:\/\/|\/\*)# sourceMappingURL=.*\n?$/, '\n');
