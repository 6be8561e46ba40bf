/** How long an answer may be used. All durations in milliseconds. */
export interface Policy {
  /** From the load: served without a question. */
  readonly freshFor: number;
  /** After freshFor: served at once while it is loaded again. */
  readonly staleWhileRevalidate: number;
  /** After freshFor: served when the load fails. At least as long as staleWhileRevalidate. */
  readonly staleIfError: number;
  /** How long "there is no such thing" is believed. */
  readonly absentFor: number;
}
