import type { ClientClock } from '../../lib/client/clock.ts';
import type { Fetch } from '../../lib/client/options.ts';
import type { Style } from '../draw/style.ts';

/** Where what is said goes. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** Without the end of a line. */
  errPart(text: string): void;
  /** Whether a person watches standard output, and standard error. */
  readonly isOutTty: boolean;
  readonly isErrTty: boolean;
  /** Of a line; Infinity: nobody counts them. */
  readonly columns: number;
  readonly errColumns: number;
}

export type Variables = Readonly<Record<string, string | undefined>>;

/** What a command sees of the world. */
export interface Session {
  readonly terminal: Terminal;
  /** For standard output. */
  readonly style: Style;
  readonly env: Variables;
  readonly fetch: Fetch;
  readonly clock: ClientClock;
  /** Asks for what nobody may see. */
  askSecret(question: string): Promise<string>;
  /** Of the command line. */
  readonly version: string;
}
