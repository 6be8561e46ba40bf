/** What the build packs beside the function `web`, by plain name: `swagger-ui.css`. */
export type PackedFiles = Readonly<Record<string, PackedFile>>;

export interface PackedFile {
  readonly type: string;
  /** Of the content: part of the file's address and of its tag. */
  readonly hash: string;
}

/** In the function's folder; each file there is gzip, and named as here with `.gz` behind it. */
export const PACKED_FOLDER = 'static';
/** In that folder, as it is. */
export const PACKED_LIST = 'files.json';

const HASHED = /^(.+)\.([0-9a-f]{12})(\.[a-z]+)$/;

/** `swagger-ui.css` is asked for as `swagger-ui.0f3c….css`: what has that address never changes. */
export const hashedName = (name: string, hash: string): string => name.replace(/(\.[a-z]+)$/, `.${hash}$1`);

/** The plain name, and the hash where there is one. */
export const plainName = (asked: string): { readonly name: string; readonly hash: string | undefined } => {
  const [, base, hash, extension] = HASHED.exec(asked) ?? [];
  return base === undefined || extension === undefined
    ? { name: asked, hash: undefined }
    : { name: `${base}${extension}`, hash };
};
