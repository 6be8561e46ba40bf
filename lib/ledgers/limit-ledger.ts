/** Requests that one environment wants to have of a key's day. */
export interface Draw {
  /** Whose day: the SHA-256 of the key, in hex. */
  readonly id: string;
  readonly requests: number;
  /** The requests of a day, which are not exceeded. */
  readonly limit: number;
  /** By how many the requests grow that environments hold and have not used. Negative: fewer are held than before. */
  readonly held: number;
  /** A draw that makes more be held than so many is refused; undefined: none is refused for that. */
  readonly maxHeld?: number;
}

/** What is known of a key's day. In requests. */
export interface LimitStanding {
  /** Used, or held by some environment. */
  readonly drawn: number;
  readonly held: number;
}

/** `standing`: after the draw, or what was in its way. */
export interface Drawn {
  readonly isGranted: boolean;
  readonly standing: LimitStanding;
}

/** Counts the requests of keys with a daily limit for all environments together, UTC days. Rejects when it cannot count. */
export interface LimitLedger {
  /** Takes all of a draw or nothing of it; atomic among all environments. `now` is epoch ms. */
  draw(draw: Draw, now: number): Promise<Drawn>;
  /** Counts requests that have been answered, whatever the limit. */
  add(id: string, requests: number, now: number): Promise<void>;
}

/** Whether there is room for a draw. What gives back is never refused for what is held. */
export const hasRoom = ({ requests, limit, held, maxHeld = Infinity }: Draw, standing: LimitStanding): boolean =>
  standing.drawn + requests <= limit && (held <= 0 || standing.held + held <= maxHeld);
