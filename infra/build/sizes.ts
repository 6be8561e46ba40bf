import { ENTRY_FILE, type Chunk } from './bundle.ts';

export type ChunkLoad = 'entry' | 'static' | 'lazy';

export interface ChunkSize {
  readonly file: string;
  readonly bytes: number;
  readonly load: ChunkLoad;
  readonly awsSdk: boolean;
}

/** Minified bytes: what a cold start loads (the entry and its static imports) and what is loaded on first need. */
export interface FunctionSizes {
  readonly name: string;
  readonly entryBytes: number;
  /** The entry included. */
  readonly staticBytes: number;
  readonly lazyBytes: number;
  readonly totalBytes: number;
  /** By name. */
  readonly chunks: readonly ChunkSize[];
}

const AWS_SDK = /(^|\/)node_modules\/(@aws-sdk|@smithy)\//;

export const sizesOf = (name: string, chunks: readonly Chunk[]): FunctionSizes => {
  const reachable = staticallyReachable(chunks);
  const sized = chunks
    .map(({ file, bytes, inputs }) => ({
      file,
      bytes,
      load: loadOf(file, reachable),
      awsSdk: inputs.some((input) => AWS_SDK.test(input)),
    }))
    .sort((a, b) => (a.file < b.file ? -1 : 1));
  const sum = (loads: readonly ChunkLoad[]): number =>
    sized.filter(({ load }) => loads.includes(load)).reduce((total, { bytes }) => total + bytes, 0);
  return {
    name,
    entryBytes: sum(['entry']),
    staticBytes: sum(['entry', 'static']),
    lazyBytes: sum(['lazy']),
    totalBytes: sum(['entry', 'static', 'lazy']),
    chunks: sized,
  };
};

const loadOf = (file: string, reachable: ReadonlySet<string>): ChunkLoad => {
  if (file === ENTRY_FILE) return 'entry';
  return reachable.has(file) ? 'static' : 'lazy';
};

/** The files that every cold start loads. */
export const staticallyReachable = (chunks: readonly Chunk[]): ReadonlySet<string> => {
  const byFile = new Map(chunks.map((chunk) => [chunk.file, chunk]));
  const reachable = new Set([ENTRY_FILE]);
  // A Set's iteration visits what is added on the way.
  for (const file of reachable) {
    for (const imported of byFile.get(file)?.imports ?? []) {
      if (!imported.lazy) reachable.add(imported.file);
    }
  }
  return reachable;
};
