/** A body that the server may say is still right. */
export interface HeldBody {
  readonly etag: string;
  readonly text: string;
}

/** The bodies of the latest answers by path, within bounds: what was asked for longest ago goes first. */
export interface EtagStore {
  get(path: string): HeldBody | undefined;
  set(path: string, held: HeldBody): void;
}

export interface EtagStoreBounds {
  readonly entries: number;
  readonly characters: number;
}

export const createEtagStore = ({ entries, characters }: EtagStoreBounds): EtagStore => {
  // In the order of use. Texts, not what was parsed: a caller who changes an answer changes nobody else's.
  const held = new Map<string, HeldBody>();
  let size = 0;

  const remove = (path: string): HeldBody | undefined => {
    const body = held.get(path);
    if (body === undefined) return undefined;
    held.delete(path);
    size -= body.text.length;
    return body;
  };

  const add = (path: string, body: HeldBody): void => {
    held.set(path, body);
    size += body.text.length;
  };

  return {
    get(path) {
      const body = remove(path);
      if (body !== undefined) add(path, body);
      return body;
    },
    set(path, body) {
      remove(path);
      if (body.text.length > characters) return;
      add(path, body);
      for (const oldest of held.keys()) {
        if (held.size <= entries && size <= characters) return;
        remove(oldest);
      }
    },
  };
};
