import { join } from 'node:path';
import { folderCircles, folderGraph, readSources } from './folders.ts';

// Part of `npm run check`: import rules see circles of files only. Names each circle and the imports that close it.

const root = join(import.meta.dirname, '..', '..');
const graph = folderGraph(readSources(root, ['lib', 'functions']));
const circles = folderCircles(graph);

for (const circle of circles) {
  process.stderr.write(`Circle of folders: ${circle.join(' <-> ')}\n`);
  for (const folder of circle) {
    for (const [other, imports] of graph.get(folder) ?? []) {
      if (!circle.includes(other)) continue;
      for (const { from, to } of imports) process.stderr.write(`  ${from} -> ${to}\n`);
    }
  }
}
if (circles.length > 0) process.exitCode = 1;
else process.stdout.write(`no circle among ${graph.size} folders\n`);
