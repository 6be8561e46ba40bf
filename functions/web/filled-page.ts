import { gunzipSync } from 'node:zlib';
import { packed, type Packed } from './file-reply.ts';
import type { StaticFile } from './files.ts';

/** What differs from deployment to deployment, and from address to address. */
export interface PageValues {
  readonly needsKey: boolean;
  /** By name: `{{origin}}`. */
  readonly texts: Readonly<Record<string, string>>;
}

/** The page with its values: `{{origin}}`, and what stands between `<!-- if key -->` or `<!-- if no key -->` and `<!-- end -->`. */
export const filledPage = (template: StaticFile, { needsKey, texts }: PageValues): Packed => {
  const known = new Map(Object.entries(texts));
  const html = gunzipSync(template.gzip)
    .toString('utf8')
    .replace(/<!-- if (no )?key -->([^]*?)<!-- end -->/g, (_, no: string | undefined, part: string) =>
      needsKey === (no === undefined) ? part : '',
    )
    .replace(/\{\{(\w+)\}\}/g, (_, name: string) => escaped(known.get(name) ?? ''));
  return packed(html, template.type);
};

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES.get(sign) ?? '');
