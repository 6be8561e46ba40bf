import type { Found, Served } from './answer.ts';
import type { Entry } from './entry.ts';

/**
 * What memory answers with a body that has been decoded: made once, and the same to everybody. It is what is remembered
 * of the decoded body, and goes with it.
 */
export class ReadyAnswer implements Found<unknown> {
  // Declared only: a field that is defined and then assigned is written twice.
  declare readonly kind: 'value';
  declare readonly entry: Entry;
  declare readonly served: Served;
  declare private readonly decoded: unknown;

  constructor(entry: Entry, served: Served, decoded: unknown) {
    this.kind = 'value';
    this.entry = entry;
    this.served = served;
    this.decoded = decoded;
  }

  value(): unknown {
    return this.decoded;
  }
}
