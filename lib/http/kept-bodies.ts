import type { Body, Derived } from '../cache/index.ts';
import { compressed, etagOf, httpBodies } from './bodies.ts';

/** The text of a stored body. `etag`: the tag of that text. */
export type TextOf = (body: Body, etag: string) => string;

/** A document that is written only if the client does not have it. */
export interface ComposedDocument {
  /** The same for the same text, and without the text: what decides it, the tags of stored bodies included. */
  readonly tag: string;
  text(textOf: TextOf): string;
}

/** A document as it is sent. */
export interface SentDocument {
  readonly etag: string;
  plain(): SentText;
  /** Its gzip, in base64; undefined where it is not worth packing. */
  packed(): string | undefined;
}

/** A text, and how many bytes it has in UTF-8: to count them takes longer than all else about a long text. */
export interface SentText {
  readonly text: string;
  readonly bytes: number;
}

/** Bodies as they are sent, kept for those who ask for the same again. */
export interface KeptBodies {
  readonly textOf: TextOf;
  /** The same, to be sent. */
  plain(body: Body, etag: string): SentText;
  sent(document: ComposedDocument): SentDocument;
}

/** What a document was made into. */
interface Forms {
  readonly etag: string;
  plain?: SentText;
  /** null: packing makes it no smaller. */
  packed?: string | null;
}

/**
 * Without `derived` nothing is kept. Names begin with a letter of their own, because a document's tag could be like a text's.
 * @example const kept = createKeptBodies(cache.derived);
 */
export const createKeptBodies = (derived?: Pick<Derived, 'get' | 'set'>): KeptBodies => {
  const unpacked = (body: Body, etag: string): SentText => {
    const name = `t${etag}`;
    const known = derived?.get(name) as SentText | undefined;
    if (known !== undefined) return known;
    const plain = sentText(httpBodies.decode(body));
    derived?.set(name, plain, charactersOf(plain.text));
    return plain;
  };
  const textOf: TextOf = (body, etag) => (body.encoding === 'identity' ? body.text : unpacked(body, etag).text);
  return {
    textOf,
    plain: (body, etag) => (body.encoding === 'identity' ? sentText(body.text) : unpacked(body, etag)),
    sent(document) {
      const { tag } = document;
      const name = `d${tag}`;
      const keep = (its: Forms): Forms => {
        derived?.set(name, its, charactersOf(its.plain?.text ?? '') + its.etag.length + (its.packed?.length ?? 0));
        return its;
      };
      const forms = (derived?.get(name) as Forms | undefined) ?? keep({ etag: etagOf(tag) });
      return {
        etag: forms.etag,
        plain() {
          if (forms.plain !== undefined) return forms.plain;
          forms.plain = sentText(document.text(textOf));
          keep(forms);
          return forms.plain;
        },
        packed() {
          if (forms.packed !== undefined) return forms.packed ?? undefined;
          const text = forms.plain?.text ?? document.text(textOf);
          const body = compressed(text);
          forms.packed = body.encoding === 'gzip' ? base64Of(body.bytes) : null;
          // Where it is packed, whoever asks again takes that.
          if (forms.packed === null) forms.plain = sentText(text);
          keep(forms);
          return forms.packed ?? undefined;
        },
      };
    },
  };
};

const sentText = (text: string): SentText => ({ text, bytes: Buffer.byteLength(text) });

// A character is a byte only while all of them are Latin-1: the worst counts.
const charactersOf = (text: string): number => text.length * 2;

/** As API Gateway takes bytes; they are not copied for it. */
export const base64Of = ({ buffer, byteOffset, byteLength }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('base64');
