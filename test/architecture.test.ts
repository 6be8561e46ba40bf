import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

// Rules about the code base that the import rules cannot say.

const root = join(import.meta.dirname, '..');
const files = ['functions', 'lib', 'cli', 'infra', 'simulators', 'bench', 'test'].flatMap((folder) =>
  globSync(`${folder}/**/*.ts`, { cwd: root, exclude: ['**/node_modules'] }),
);
const source = (file: string): string => readFileSync(join(root, file), 'utf8');
const product = files.filter((file) => !file.startsWith('test/'));
const shipped = files.filter((file) => /^(lib|functions|cli)\//.test(file));

const offenders = (among: readonly string[], pattern: RegExp): readonly string[] =>
  among.filter((file) => pattern.test(source(file)));

describe('the code base', () => {
  it('reads the environment in entry points and infrastructure only', () => {
    const elsewhere = shipped.filter((file) => !file.endsWith('/lambda.ts') && file !== 'cli/main.ts');
    expect(offenders(elsewhere, /process\.env/)).toEqual([]);
  });

  it('does not know where it runs', () => {
    expect(offenders(shipped, /\b(isLocal|isTest|NODE_ENV)\b/)).toEqual([]);
  });

  it('has no file that answers more than it can be asked', () => {
    expect(product.filter((file) => source(file).split('\n').length > 250)).toEqual([]);
  });

  it('has examples that are read in a minute', () => {
    const examples = globSync('docs/examples/**/*.{ts,py}', { cwd: root });
    expect(examples.length).toBeGreaterThan(10);
    expect(examples.filter((file) => source(file).split('\n').length > 100)).toEqual([]);
  });

  it('names things for what they are', () => {
    const banned = /(^|[-/])(manager|helpers?|utils?|services?|common|misc)([-./]|$)/;
    expect(files.filter((file) => banned.test(file))).toEqual([]);
  });

  it('passes time and chance as parameters to the engine and the domain', () => {
    const engine = shipped.filter((file) => /^lib\/(cache|sports)\//.test(file));
    expect(offenders(engine, /Date\.now\(\)|new Date\(\)|Math\.random\(|setTimeout\(/)).toEqual([]);
  });

  // Rooms, suites and fakes; `lib/sports/stats` as well as `test/cache/codec.test.ts`.
  it.each(['test/README.md', 'docs/guarantees.md'])('has every file that %s names', (page) => {
    const named = [...source(page).matchAll(/`((?:test|lib|functions|infra|simulators|bench|docs)(?:\/[\w.-]+)*)`/g)];
    const paths = named.map(([, path = '']) => path);
    expect(paths.length).toBeGreaterThan(5);
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('has every suite in the table of test/README.md', () => {
    const page = source('test/README.md');
    const suites = globSync('test/**/*.test.ts', { cwd: root });
    expect(suites.filter((suite) => !roomsOf(suite).some((path) => page.includes(`\`${path}\``)))).toEqual([]);
  });
});

/** A file and the rooms it lies in. */
const roomsOf = (path: string): readonly string[] =>
  path.split('/').flatMap((_, index, steps) => (index === 0 ? [] : [steps.slice(0, index + 1).join('/')]));

// The pages that a newcomer opens first.

/** The folders that the tree in docs/architecture.md draws, two spaces a level. */
const drawnFolders = (page: string): readonly string[] => {
  const [, tree = ''] = /```\n([\s\S]*?)```/.exec(page) ?? [];
  const path: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const [, indent = '', name] = /^( *)([\w-]+)\//.exec(line) ?? [];
    if (name === undefined) return [];
    path.length = indent.length / 2;
    path.push(name);
    return [path.join('/')];
  });
};

const foldersIn = (...folders: readonly string[]): readonly string[] =>
  [...new Set(files.map((file) => dirname(file)))].filter((folder) =>
    folders.some((top) => folder.startsWith(`${top}/`)),
  );

describe('docs/architecture.md', () => {
  const page = source('docs/architecture.md');

  it('draws folders that there are, and every folder of lib, functions and cli', () => {
    const drawn = drawnFolders(page);
    expect(drawn.filter((folder) => !existsSync(join(root, folder)))).toEqual([]);
    expect(foldersIn('lib', 'functions', 'cli').filter((folder) => !drawn.includes(folder))).toEqual([]);
    expect(drawn).toContain('lib/sports/names');
  });

  it('names files that there are', () => {
    const named = [...page.matchAll(/`((?:lib|functions|infra|simulators|bench|test)\/[\w./-]+\.\w+)`/g)];
    expect(named.length).toBeGreaterThan(20);
    expect(named.map(([, file = '']) => file).filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });

  it('is one step from the README, and leads from file to file in at most four', () => {
    expect(source('README.md')).toContain('docs/architecture.md');
    const trails = page.match(/(?:`[\w./-]+`(?: → )?){2,}/g) ?? [];
    expect(trails.length).toBeGreaterThanOrEqual(2);
    for (const trail of trails) {
      const steps = [...trail.matchAll(/`([\w./-]+)`/g)].map(([, file = '']) => file);
      // README, this page, and the trail.
      expect(steps.length).toBeLessThanOrEqual(3);
      for (const [index, file] of steps.slice(1).entries()) {
        // The file before it imports it, from its folder or through a room's index.
        const before = source(steps[index] ?? '');
        const room = basename(dirname(file));
        expect(before.includes(`/${basename(file)}'`) || before.includes(`/${room}/index.ts'`), file).toBe(true);
      }
    }
  });

  it('names every table that a new league needs a row in', () => {
    const tables = files.filter(
      (file) => file.startsWith('lib/') && /(?<!Partial<)Record<LeagueId, /.test(withoutOptions(source(file))),
    );
    expect(tables.length).toBeGreaterThan(5);
    expect(tables.filter((file) => !page.includes(`\`${file}\``))).toEqual([]);
  });
});

/** Without parameters and members: what is declared at the top of a file. */
const withoutOptions = (text: string): string =>
  text
    .split('\n')
    .filter((line) => /^(export )?const /.test(line))
    .join('\n');
