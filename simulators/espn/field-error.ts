/** What was asked of the simulation cannot be done; `field` is the part of the request that is wrong. */
export class FieldError extends Error {
  override readonly name: string = 'FieldError';
  /** `body` when the whole is wrong. */
  readonly field: string;

  constructor(field: string, message: string) {
    super(message);
    this.field = field;
  }
}
