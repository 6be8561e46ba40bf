import type { Observer } from '../cache/index.ts';
import { isNoteworthy, type NoteworthyEvent } from './noteworthy.ts';

/** The part of a structured logger that is used. */
export interface EventLog {
  warn(message: string, fields: Readonly<Record<string, unknown>>): void;
  info(message: string, fields: Readonly<Record<string, unknown>>): void;
}

/** Logs what an operator needs: loads, purges and everything that went wrong. Hits are not logged. */
export const logEvents =
  (log: EventLog): Observer =>
  (event) => {
    if (!isNoteworthy(event)) return;
    const entry = entryOf(event);
    const fields = Object.entries(entry.fields).map(([name, value]) => [
      name,
      typeof value === 'string' ? withoutTypedText(value) : value,
    ]);
    log[entry.level](entry.message, Object.fromEntries(fields) as LogEntry['fields']);
  };

/** Without the names that people look for, in keys and in addresses of a search: people type anything, API keys as well. */
export const withoutTypedText = (text: string): string => text.replace(/(:name:|[?&]query=)[^\s&]*/g, '$1…');

interface LogEntry {
  readonly level: 'info' | 'warn';
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

const entryOf = (event: NoteworthyEvent): LogEntry => {
  switch (event.kind) {
    case 'loaded': {
      const { source, filled, elapsed } = event;
      return { level: 'info', message: 'loaded', fields: { source, filled, elapsed } };
    }
    case 'load-failed': {
      const { source, elapsed, error } = event;
      return { level: 'warn', message: 'load failed', fields: { source, elapsed, ...faultFields(error) } };
    }
    case 'believed': {
      const { source, doubt, since, loads } = event;
      const fields = { source, doubt, since: new Date(since).toISOString(), loads };
      return { level: 'warn', message: 'contradiction believed', fields };
    }
    case 'tier-failed': {
      const { tier, operation, elapsed, error } = event;
      return { level: 'warn', message: 'tier failed', fields: { tier, operation, elapsed, ...faultFields(error) } };
    }
    case 'refused': {
      const { tier, key, bytes } = event;
      return { level: 'warn', message: 'entry refused as too large', fields: { tier, key, bytes } };
    }
    case 'stale': {
      const { tier, key } = event;
      return { level: 'warn', message: 'served stale', fields: { tier, key } };
    }
    case 'backed-off': {
      const { source, reason } = event;
      return { level: 'warn', message: 'load backed off', fields: { source, reason } };
    }
    case 'purge': {
      const { namespace, scopes } = event;
      return { level: 'info', message: 'purged', fields: { namespace, scopes } };
    }
    case 'suspended': {
      const { tier, until } = event;
      return { level: 'warn', message: 'tier suspended', fields: { tier, until } };
    }
    case 'breaker-opened':
      return { level: 'warn', message: 'provider unavailable', fields: breakerFields(event) };
    case 'breaker-closed':
      return { level: 'info', message: 'provider back', fields: breakerFields(event) };
    case 'field-gone': {
      const message = event.again ? 'field still gone' : 'field gone';
      return { level: 'warn', message, fields: fieldFields(event) };
    }
    case 'field-back':
      return { level: 'info', message: 'field back', fields: fieldFields(event) };
    case 'refresh-failed': {
      const { key, error } = event;
      return { level: 'warn', message: 'refresh request failed', fields: { key, ...faultFields(error) } };
    }
    case 'confirm-failed': {
      const { key, error } = event;
      return {
        level: 'warn',
        message: 'confirm failed',
        fields: { key, ...faultFields(error) },
      };
    }
  }
};

const breakerFields = ({ documents, since }: { readonly documents: string; readonly since: number }) => ({
  documents,
  since: new Date(since).toISOString(),
});

const fieldFields = ({ documents, field, since }: Extract<NoteworthyEvent, { readonly field: string }>) => ({
  documents,
  field,
  since: new Date(since).toISOString(),
});

const MAX_FAULT_CHARS = 300;

/** The fault's text, cut short because it may hold whatever a neighbour sent, and its code. */
const faultFields = (error: unknown): Readonly<Record<string, unknown>> => {
  const fault = String(error).slice(0, MAX_FAULT_CHARS);
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? { fault, code: error.code }
    : { fault };
};
