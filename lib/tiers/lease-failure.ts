import type { LoadFailure } from '../cache/index.ts';

// A word for other environments. It stays short, whatever an upstream put into it.
const MAX_REASON_LENGTH = 60;

/** A failed load as tiers store it under its lease. */
export const writeFailure = ({ reason, retryAt, since }: LoadFailure): string =>
  JSON.stringify({ reason: reason.slice(0, MAX_REASON_LENGTH), retryAt, since });

/** Undefined for what this version cannot read, and for a failure that may be tried again. */
export const readFailure = (text: string, now: number): LoadFailure | undefined => {
  const { reason, retryAt, since } = parse(text);
  if (typeof reason !== 'string' || typeof retryAt !== 'number' || !(retryAt > now)) return undefined;
  return { reason: reason.slice(0, MAX_REASON_LENGTH), retryAt, ...(typeof since === 'number' && { since }) };
};

// By hand: a hit in Redis reads this, and must not load valibot.
const parse = (text: string): Record<string, unknown> => {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : {};
  } catch {
    return {};
  }
};
