import type { LoadFailure } from '../cache/index.ts';

// It is a word for other environments; whatever an upstream put into it, it stays one.
const MAX_REASON = 60;

/** A failed load as tiers store it under its lease. */
export const writeFailure = ({ reason, retryAt }: LoadFailure): string =>
  JSON.stringify({ reason: reason.slice(0, MAX_REASON), retryAt });

/** Undefined for what this version cannot read, and for a failure that may be tried again. */
export const readFailure = (text: string, now: number): LoadFailure | undefined => {
  const { reason, retryAt } = parse(text);
  if (typeof reason !== 'string' || typeof retryAt !== 'number' || !(retryAt > now)) return undefined;
  return { reason: reason.slice(0, MAX_REASON), retryAt };
};

const parse = (text: string): Record<string, unknown> => {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : {};
  } catch {
    return {};
  }
};
