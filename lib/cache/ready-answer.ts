import type { Answer, Found, Served } from './answer.ts';
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
  declare private promised: Promise<Answer<unknown>> | undefined;

  constructor(entry: Entry, served: Served, decoded: unknown) {
    this.kind = 'value';
    this.entry = entry;
    this.served = served;
    this.decoded = decoded;
    this.promised = undefined;
  }

  /** A promise of it, kept by its first question: one is most of what a hit costs, and says the same to everybody. */
  promise(): Promise<Answer<unknown>> {
    return (this.promised ??= Promise.resolve<Answer<unknown>>(this));
  }

  value(): unknown {
    return this.decoded;
  }
}
