import { describe, expect, it } from 'vitest';
import { folderCircles, folderGraph, mutualImports, type SourceFile } from '../../../bench/house/folders.ts';

const file = (path: string, ...imports: readonly string[]): SourceFile => ({
  path,
  text: imports.map((specifier) => `import { x } from '${specifier}';\n`).join(''),
});

describe('circles of folders', () => {
  it('are found where no two files import each other', () => {
    const graph = folderGraph([
      file('lib/names/a.ts', '../stats/a.ts'),
      file('lib/stats/a.ts'),
      file('lib/stats/b.ts', '../names/b.ts'),
      file('lib/names/b.ts'),
    ]);
    expect(mutualImports(graph)).toEqual([['lib/names', 'lib/stats']]);
    expect(folderCircles(graph)).toEqual([['lib/names', 'lib/stats']]);
    expect(graph.get('lib/names')?.get('lib/stats')).toEqual([{ from: 'lib/names/a.ts', to: 'lib/stats/a.ts' }]);
  });

  it('are found over a third folder', () => {
    const graph = folderGraph([
      file('lib/a/a.ts', '../b/b.ts'),
      file('lib/b/b.ts', '../c/c.ts'),
      file('lib/c/c.ts', '../a/other.ts'),
      file('lib/a/other.ts'),
    ]);
    expect(mutualImports(graph)).toEqual([]);
    expect(folderCircles(graph)).toEqual([['lib/a', 'lib/b', 'lib/c']]);
  });

  it('count a folder and the one it stands in as two', () => {
    const graph = folderGraph([
      file('lib/a/a.ts', './inner/a.ts'),
      file('lib/a/inner/a.ts', '../b.ts'),
      file('lib/a/b.ts'),
    ]);
    expect(folderCircles(graph)).toEqual([['lib/a', 'lib/a/inner']]);
  });

  it('are none where imports go one way, in types, re-exports and lazy imports too', () => {
    const files = [
      { path: 'lib/a/a.ts', text: "import type { B } from '../b/b.ts';\nconst c = await import('../c/c.ts');\n" },
      { path: 'lib/b/b.ts', text: "export { c } from '../c/c.ts';\n" },
      file('lib/c/c.ts'),
    ];
    const graph = folderGraph(files);
    expect([...(graph.get('lib/a')?.keys() ?? [])]).toEqual(['lib/b', 'lib/c']);
    expect([...(graph.get('lib/b')?.keys() ?? [])]).toEqual(['lib/c']);
    expect(folderCircles(graph)).toEqual([]);
  });
});
