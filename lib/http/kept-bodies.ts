import type { Body, Derived } from '../cache/index.ts';
import { compressed, etagOf, httpBodies } from './bodies.ts';

/** The text of a stored body. `etag`: the tag of that text. */
export type TextOf = (body: Body, etag: string) => string;

/** A document that is written only if the client does not have it. */
export interface ComposedDocument {
  /** The same for the same text, and without the text: what decides it, the tags of stored bodies included. */
  readonly tag: string;
  text(textOf: TextOf): string;
  /** The same tag may have another text a moment later, with other ages: it is written for every answer. */
  readonly changes?: true;
}

/** A document as it is sent. */
export interface SentDocument {
  readonly etag: string;
  plain(): string;
  /** Its gzip, in base64; undefined where it is not worth packing. */
  packed(): string | undefined;
}

/** Bodies as they are sent, kept for those who ask for the same again. */
export interface KeptBodies {
  readonly textOf: TextOf;
  sent(document: ComposedDocument): SentDocument;
}

/** What a document was made into. */
interface Forms {
  readonly etag: string;
  text?: string;
  /** null: packing makes it no smaller. */
  packed?: string | null;
}

/**
 * Without `derived` nothing is kept. Names begin with a letter of their own, because a document's tag could be like a text's.
 * @example const kept = createKeptBodies(cache.derived);
 */
export const createKeptBodies = (derived?: Pick<Derived, 'get' | 'set'>): KeptBodies => {
  const textOf: TextOf = (body, etag) => {
    if (body.encoding === 'identity') return body.text;
    const name = `t${etag}`;
    const known = derived?.get(name) as { readonly text: string } | undefined;
    if (known !== undefined) return known.text;
    const text = httpBodies.decode(body);
    derived?.set(name, { text }, charactersOf(text));
    return text;
  };
  return {
    textOf,
    sent(document) {
      const { tag, changes } = document;
      const name = `d${tag}`;
      const keep = (its: Forms): Forms => {
        derived?.set(name, its, charactersOf(its.text ?? '') + its.etag.length + (its.packed?.length ?? 0));
        return its;
      };
      const forms = (derived?.get(name) as Forms | undefined) ?? keep({ etag: etagOf(tag) });
      if (changes === true) return { etag: forms.etag, plain: () => document.text(textOf), packed: () => undefined };
      return {
        etag: forms.etag,
        plain() {
          if (forms.text !== undefined) return forms.text;
          forms.text = document.text(textOf);
          keep(forms);
          return forms.text;
        },
        packed() {
          if (forms.packed !== undefined) return forms.packed ?? undefined;
          const text = forms.text ?? document.text(textOf);
          const body = compressed(text);
          forms.packed = body.encoding === 'gzip' ? base64Of(body.bytes) : null;
          // Where it is packed, whoever asks again takes that.
          if (forms.packed === null) forms.text = text;
          keep(forms);
          return forms.packed ?? undefined;
        },
      };
    },
  };
};

// A character is a byte only while all of them are Latin-1: the worst counts.
const charactersOf = (text: string): number => text.length * 2;

/** As API Gateway takes bytes; they are not copied for it. */
export const base64Of = ({ buffer, byteOffset, byteLength }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('base64');
