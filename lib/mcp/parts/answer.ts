import type { CallToolResult } from '@modelcontextprotocol/server';
import type { Meta } from '../../client/index.ts';

/** Bytes. A model reads every answer to its end, and hosts cut or refuse long ones. */
export const MAX_TEXT_BYTES = 1500;
export const MAX_STRUCTURE_BYTES = 8000;

const LEFT_OUT = '… (more in the structured content)';

export interface Told<Structure extends object> {
  /** What matters most comes first: what is too much is left out at the end. */
  readonly lines: readonly string[];
  /** The last line: how old and where from, or what to try. */
  readonly last: string;
  readonly structure: Structure;
  readonly isError?: boolean;
}

/** What a tool answers with: a short text, and the same as data. */
export const told = <Structure extends object>({
  lines,
  last,
  structure,
  isError,
}: Told<Structure>): CallToolResult => ({
  content: [{ type: 'text', text: textOf(lines.map(oneLine), oneLine(last)) }],
  structuredContent: structure,
  ...(isError === true && { isError }),
});

export const bytesOf = (text: string): number => Buffer.byteLength(text);

/** Names come from the provider, and texts from whatever has answered: no line of theirs is to look like another one. */
const oneLine = (line: string): string => cut(line.replace(/\s+/g, ' '), 600);

const cut = (line: string, most: number): string => (line.length <= most ? line : `${line.slice(0, most - 1)}…`);

const textOf = (lines: readonly string[], last: string): string => {
  const kept: string[] = [];
  let left = MAX_TEXT_BYTES - bytesOf(last) - bytesOf(LEFT_OUT) - 1;
  for (const line of lines) {
    left -= bytesOf(line) + 1;
    if (left < 0) {
      kept.push(LEFT_OUT);
      break;
    }
    kept.push(line);
  }
  return [...kept, last].join('\n');
};

export interface Fitted {
  readonly more?: number;
}

/** The same with as many elements of a list as there is room for; `more` counts the others. */
export const fitted = <Structure extends object>(
  structure: Structure,
  list: keyof Structure & string,
  elements: readonly unknown[],
): Structure & Fitted => {
  const kept = [...elements];
  const whole = (): Structure & Fitted => ({
    ...structure,
    [list]: kept,
    ...(kept.length < elements.length && { more: elements.length - kept.length }),
  });
  let size = bytesOf(JSON.stringify(whole()));
  while (size > MAX_STRUCTURE_BYTES - MORE_BYTES && kept.length > 0) {
    size -= bytesOf(JSON.stringify(kept.pop())) + 1;
  }
  return whole();
};

const MORE_BYTES = 12;

export interface Origin {
  source?: string;
  ageSeconds?: number;
}

/** `l2`, `provider`; of an answer that is older than it should be with the reason: `l2; stale-if-error`. */
export const originOf = ({ source, ageSeconds, stale }: Meta): Origin => ({
  ...(source !== null && { source: stale === false ? source : `${source}; ${stale}` }),
  ...(ageSeconds !== null && { ageSeconds }),
});

/** The members that there are. */
export const present = <T extends Readonly<Record<string, unknown>>>(
  members: T,
): { [K in keyof T]?: NonNullable<T[K]> } =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value != null)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
