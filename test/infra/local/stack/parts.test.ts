import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { prepareFolder } from '../../../../infra/local/stack/folder.ts';
import { allStarted, createStackParts, StackError } from '../../../../infra/local/stack/parts.ts';

describe('the parts of a stack', () => {
  it('end in the opposite order, even if one of them cannot', async () => {
    const story: string[] = [];
    const parts = createStackParts();
    const part = (name: string) => () =>
      Promise.resolve({
        close: () => {
          story.push(name);
          return name === 'second' ? Promise.reject(new Error('stuck')) : Promise.resolve();
        },
      });
    for (const name of ['first', 'second', 'third']) await parts.start(name, part(name));
    await parts.close();
    await parts.close();
    expect(story).toEqual(['third', 'second', 'first']);
  });

  it('name the one that failed and why', async () => {
    const { start } = createStackParts();
    const failing = (cause: unknown) => start('Redis', () => Promise.reject(cause as Error));
    await expect(failing(new Error('no route\nwith a stack'))).rejects.toThrow(
      new StackError('Redis could not start: no route'),
    );
    const refused = Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' });
    await expect(failing(refused)).rejects.toThrow('Redis could not start: ECONNREFUSED');
  });

  it('are all waited for before the failure of one is told', async () => {
    const story: string[] = [];
    const slow = Promise.withResolvers<undefined>();
    const started = allStarted([Promise.reject(new Error('first')), slow.promise.then(() => story.push('slow'))]);
    const told = started.catch((error: unknown) => story.push((error as Error).message));
    slow.resolve(undefined);
    await told;
    expect(story).toEqual(['slow', 'first']);
    expect(await allStarted([Promise.resolve(1), Promise.resolve('a')])).toEqual([1, 'a']);
  });
});

describe('the data folder', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'statline-test-'));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  const OURS = ['000005.ldb', '000007.log', 'CURRENT', 'LOCK', 'LOG', 'MANIFEST-000002'];
  const fill = (files: readonly string[]) => Promise.all(files.map((file) => writeFile(join(root, file), '')));

  it('is kept, and emptied only when asked', async () => {
    await fill(OURS);
    await prepareFolder({ path: root, fresh: false });
    expect(await readdir(root)).toEqual(OURS);
    await prepareFolder({ path: root, fresh: true });
    expect(await readdir(root)).toEqual([]);
    await prepareFolder({ path: join(root, 'new'), fresh: true });
  });

  it('is never one with files of somebody else', async () => {
    await fill([...OURS, 'thesis.odt']);
    await expect(prepareFolder({ path: root, fresh: true })).rejects.toThrow(
      `${root} holds other files (thesis.odt); choose an empty folder with --data`,
    );
    expect(await readdir(root)).toContain('CURRENT');
    await rm(join(root, 'thesis.odt'));
    await mkdir(join(root, 'photos'));
    await expect(prepareFolder({ path: root, fresh: false })).rejects.toThrow('photos');
  });

  it('is not emptied under a stack that uses it', async () => {
    await fill([...OURS]);
    await writeFile(join(root, 'statline.pid'), String(process.ppid));
    await expect(prepareFolder({ path: root, fresh: true })).rejects.toThrow(`in use by process ${process.ppid}`);
    expect(await readdir(root)).toContain('CURRENT');
  });
});
