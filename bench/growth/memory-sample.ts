/** Before a sample in an environment's log. */
export const MEMORY_SAMPLE = 'what memory is made of: ';

/** Bytes. */
export interface MemorySample {
  readonly rss: number;
  /** Resident pages of the process itself, and of files that it reads, such as Node's code. */
  readonly own: number;
  readonly files: number;
  readonly heapUsed: number;
  readonly heapTotal: number;
  /** Buffers, and what else V8 knows of beside its heap. */
  readonly external: number;
  /** What V8 has for young objects. */
  readonly young: number;
  readonly code: number;
  /** By V8 beside its heap: parsing, compiling. */
  readonly malloced: number;
}

export interface MemorySamples {
  readonly before: MemorySample;
  /** A full collection. */
  readonly after: MemorySample;
}
