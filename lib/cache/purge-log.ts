/** Set of keys that are purged together: `*`, `rosters`, `team:12`. Printable ASCII without spaces. */
export type Scope = string;

/** A unique token that a purge gives a scope: a ULID. */
export type Stamp = string;

/** When each scope was purged last, as a stamp. A scope that is not in it has not been purged. */
export type PurgeLog = ReadonlyMap<Scope, Stamp>;

export const EMPTY_LOG: PurgeLog = new Map();

/**
 * The part of a log that an entry keeps: the stamps of its own scopes when its load began. Sparse, because most
 * scopes have never been purged.
 */
export type Stamps = Readonly<Record<Scope, Stamp>>;

export const NO_STAMPS: Stamps = Object.freeze({});

export const stampsOf = (log: PurgeLog, scopes: readonly Scope[]): Stamps => {
  let own: (readonly [Scope, Stamp])[] | undefined;
  for (const scope of scopes) {
    const stamp = log.get(scope);
    if (stamp !== undefined) (own ??= []).push([scope, stamp]);
  }
  return own === undefined ? NO_STAMPS : Object.fromEntries(own);
};

/**
 * Whether nothing has purged an entry with these scopes and stamps, as far as this log knows. Stamps are only ever
 * compared for equality, so no clock of another machine is believed.
 */
export const isValid = (
  { scopes, stamps }: { readonly scopes: readonly Scope[]; readonly stamps: Stamps },
  log: PurgeLog,
): boolean => {
  if (log.size === 0) return true;
  for (const scope of scopes) {
    const stamp = log.get(scope);
    if (stamp !== undefined && stamp !== stamps[scope]) return false;
  }
  return true;
};
