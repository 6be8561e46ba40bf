import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claimFolder } from '../../../../infra/local/dynamodb/folder.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'statline-folder-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the data folder', () => {
  it('is made with all that leads to it, and may be there already', async () => {
    const path = join(folder, 'a', 'b', 'c');
    await (
      await claimFolder(path)
    )();
    await (
      await claimFolder(path)
    )();
  });

  it('that cannot be made is refused by name', async () => {
    const file = join(folder, 'a-file');
    await writeFile(file, '');
    for (const path of [file, join(file, 'below'), '/proc/statline', '/proc/statline/below', '/dev/null/below'])
      await expect(claimFolder(path)).rejects.toThrow(/cannot be made \(E[A-Z]+\); choose another folder with --data$/);
  });
});
