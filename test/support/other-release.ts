import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findFunctions } from '../../infra/build/find-functions.ts';
import { buildBundles, type Bundles } from '../../infra/local/stack/stack.ts';
import { CODEC_VERSION } from '../../lib/cache/index.ts';
import { STORED_SHAPES } from '../../lib/sports/resources/stored-shapes.ts';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '..', '..');
const SHAPES = 'lib/sports/resources/stored-shapes.ts';
const CODEC = 'lib/cache/codec.ts';
/** What functions are built from. */
const SOURCES = ['functions', 'lib', 'package.json', 'tsconfig.json'];

/** The functions of another release. */
export interface OtherRelease extends Bundles {
  /** Whether it has entries of a kind in common with this release. */
  shares(kind: keyof typeof STORED_SHAPES): boolean;
}

/** What another release has in a file instead of something else. */
export interface Difference {
  readonly file: string;
  readonly from: RegExp;
  readonly to: string;
}

/** A release whose entries of a kind have another shape. */
export const otherShape = (kind: keyof typeof STORED_SHAPES): Difference => ({
  file: SHAPES,
  from: new RegExp(`\\b${kind}: '[^']+'`),
  to: `${kind}: 'another'`,
});

/** A release that writes every entry in another way. */
export const OTHER_CODEC: Difference = {
  file: CODEC,
  from: /export const CODEC_VERSION = \d+/,
  to: 'export const CODEC_VERSION = 99',
};

/** A release that differs from this checkout. */
export const buildDifferent = (differences: readonly Difference[]): Promise<OtherRelease> =>
  buildIn(async (folder) => {
    for (const source of SOURCES) await cp(join(ROOT, source), join(folder, source), { recursive: true });
    for (const { file, from, to } of differences) {
      const text = await readFile(join(folder, file), 'utf8');
      if (!from.test(text)) throw new Error(`${file} has nothing like ${String(from)}`);
      await writeFile(join(folder, file), text.replace(from, to));
    }
  });

/** The release that a git revision is. Its dependencies are those of this checkout. */
export const buildRevision = (revision: string): Promise<OtherRelease> =>
  buildIn(async (folder) => {
    const archive = join(folder, 'sources.tar');
    await run('git', ['archive', `--output=${archive}`, revision, ...SOURCES], { cwd: ROOT }).catch(
      (cause: unknown) => {
        throw new Error(`There is no revision ${revision} here, or no git history`, { cause });
      },
    );
    await run('tar', ['-xf', archive, '-C', folder]);
    await readFile(join(folder, SHAPES)).catch((cause: unknown) => {
      throw new Error(`${revision} is from before entries had the shape of their kind in their names`, { cause });
    });
  });

const buildIn = async (fill: (folder: string) => Promise<void>): Promise<OtherRelease> => {
  const parent = await mkdtemp(join(tmpdir(), 'statline-release-'));
  const folder = join(parent, 'checkout');
  try {
    await mkdir(folder);
    await fill(folder);
    await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    const [shapes, codec] = await Promise.all([SHAPES, CODEC].map((file) => readFile(join(folder, file), 'utf8')));
    const bundles = await buildBundles({
      entries: await findFunctions(join(folder, 'functions')),
      log: () => undefined,
    });
    const isSameCodec = codec?.includes(`CODEC_VERSION = ${CODEC_VERSION};`) === true;
    return {
      ...bundles,
      shares: (kind) => isSameCodec && shapes?.includes(` ${kind}: '${STORED_SHAPES[kind]}'`) === true,
    };
  } finally {
    await rm(parent, { recursive: true, force: true });
  }
};
