import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PACKED_LIST, plainName, type PackedFile, type PackedFiles } from '../../lib/http/packed-files.ts';

/** A file as it is sent. */
export interface StaticFile extends PackedFile {
  readonly gzip: Buffer;
  /** Asked for by the hash of this content: another content has another address. */
  readonly isAddressed: boolean;
}

/** What the build has packed. */
export interface Files {
  /** Undefined: there is no such file. An address of an earlier release has the file as it is now. */
  get(asked: string): Promise<StaticFile | undefined>;
}

/** Reads each file from disk when it is first asked for. */
export const openFiles = (folder: string): Files => {
  let listing: Promise<ReadonlyMap<string, PackedFile>> | undefined;
  const read = new Map<string, Promise<Buffer>>();

  const list = async (): Promise<ReadonlyMap<string, PackedFile>> =>
    new Map(Object.entries(JSON.parse(await readFile(join(folder, PACKED_LIST), 'utf8')) as PackedFiles));

  const contentOf = (name: string): Promise<Buffer> => {
    const content = read.get(name) ?? readFile(join(folder, `${name}.gz`));
    read.set(name, content);
    return content;
  };

  return {
    async get(asked) {
      const { name, hash } = plainName(asked);
      const file = (await (listing ??= list())).get(name);
      return file && { ...file, gzip: await contentOf(name), isAddressed: hash === file.hash };
    },
  };
};
