import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

// A line that never ends is passed on in pieces.
const MAX_LINE_CHARACTERS = 16_384;

/** Calls `onLine` for each line of a stream, without its end. */
export const eachLine = (stream: Readable, onLine: (line: string) => void): void => {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  const emit = (line: string): void => {
    if (line.length > 0) onLine(line);
  };
  stream.on('data', (part: Buffer) => {
    const lines = (rest + decoder.write(part)).split(/\r?\n/);
    rest = lines.pop() ?? '';
    lines.forEach(emit);
    if (rest.length > MAX_LINE_CHARACTERS) {
      emit(rest);
      rest = '';
    }
  });
  stream.on('end', () => emit(rest + decoder.end()));
  // The process is gone; what it had still to say is lost.
  stream.on('error', () => undefined);
};
