import type { DocumentStore, StoredDocument } from './document-store.ts';

/** A field that nearly all documents of a kind had, and none has now. */
export interface GoneField {
  /** League and kind: `nfl roster`. */
  readonly documents: string;
  /** `athletes.jersey`; `document`: the documents cannot be read at all. */
  readonly field: string;
  /** Epoch ms: of the first document without it. */
  readonly since: number;
  /** Epoch ms: when an environment has said so last. */
  readonly toldAt: number;
}

/** One stored document for all kinds, so that whoever asks what is gone reads one. */
const NAME = 'fields-gone';

const VERSION = 1;
const DAY_MS = 86_400_000;
// It is told again every half a day, while there are documents of its kind: one that nobody loads any more is forgotten.
const MAX_UNTOLD_MS = 14 * DAY_MS;
const MAX_FIELDS = 200;
const MAX_WRITES = 3;

/** Those that are gone now. Rejects when the store cannot be read. */
export const readGoneFields = async (
  documents: Pick<DocumentStore, 'read'>,
  now: number,
): Promise<readonly GoneField[]> => decode((await documents.read(NAME))?.text, now);

/** Replaces what is told of one kind of document. */
export const tellGoneFields = async (
  documents: DocumentStore,
  kind: string,
  gone: readonly GoneField[],
): Promise<void> => {
  const now = Math.max(0, ...gone.map(({ toldAt }) => toldAt));
  let known: StoredDocument | undefined = await documents.read(NAME);
  for (let write = 0; write < MAX_WRITES; write += 1) {
    const others = decode(known?.text, now).filter((field) => field.documents !== kind);
    if (known === undefined && gone.length === 0) return;
    const text = JSON.stringify({ v: VERSION, gone: [...others, ...gone].slice(-MAX_FIELDS) });
    if (await documents.compareAndSet(NAME, text, known)) return;
    known = await documents.read(NAME);
  }
};

const decode = (text: string | undefined, now: number): readonly GoneField[] => {
  const { v, gone } = parsed(text ?? '');
  return v === VERSION && Array.isArray(gone)
    ? gone.filter(isGoneField).filter(({ toldAt }) => now - toldAt < MAX_UNTOLD_MS)
    : [];
};

const isGoneField = (value: unknown): value is GoneField => {
  const { documents, field, since, toldAt } = (value ?? {}) as Readonly<Record<string, unknown>>;
  return (
    typeof documents === 'string' && typeof field === 'string' && Number.isInteger(since) && Number.isInteger(toldAt)
  );
};

const parsed = (text: string): { readonly v?: unknown; readonly gone?: unknown } => {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null ? json : {};
  } catch {
    return {};
  }
};
