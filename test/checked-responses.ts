import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the workers of a run have checked, a line for each route. Empty where that is nothing. */
export const checkedTable = async (folder: string): Promise<string> => {
  const files = await readdir(folder).catch(() => []);
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  const all = new Map<string, Map<string, number>>();
  for (const [key, count] of texts.flatMap((text) => JSON.parse(text) as [key: string, count: number][])) {
    const status = key.slice(0, 3);
    const route = key.slice(4);
    const byStatus = all.get(route) ?? new Map<string, number>();
    all.set(route, byStatus.set(status, (byStatus.get(status) ?? 0) + count));
  }
  if (all.size === 0) return '';
  const width = Math.max(...[...all.keys()].map((route) => route.length));
  const lines = [...all].sort().map(([route, byStatus]) => {
    const counts = [...byStatus].sort().map(([status, count]) => `${status}: ${count}`);
    return `  ${route.padEnd(width)}  ${counts.join(', ')}`;
  });
  const total = [...all.values()].flatMap((byStatus) => [...byStatus.values()]).reduce((sum, each) => sum + each, 0);
  return `${total} responses checked against their schemas and docs/openapi.json:\n${lines.join('\n')}\n`;
};
