/** What a hit hands out: the JSON text exactly as it is served, or its gzip. */
export type Body =
  { readonly encoding: 'identity'; readonly text: string } | { readonly encoding: 'gzip'; readonly bytes: Uint8Array };

/** Turns served text into a stored body and back. The engine has no compressor and no hash of its own. */
export interface BodyCodec {
  /** Called once per fill; the etag is an opaque quoted tag of the text. */
  encode(text: string): { readonly body: Body; readonly etag: string };
  decode(body: Body): string;
}
