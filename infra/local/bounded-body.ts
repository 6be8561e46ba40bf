import type { IncomingMessage } from 'node:http';

/** More was announced or sent than may be kept. What was kept is dropped; the rest was not read. */
export const TOO_LARGE = Symbol('too large');

export const announcesMoreThan = (message: IncomingMessage, maxBytes: number): boolean =>
  Number(message.headers['content-length'] ?? 0) > maxBytes;

/** Reads a whole body but never keeps more than `maxBytes`. Rejects when the sender goes away. */
export const readBody = (message: IncomingMessage, maxBytes: number): Promise<Buffer | typeof TOO_LARGE> => {
  if (announcesMoreThan(message, maxBytes)) return Promise.resolve(TOO_LARGE);
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let bytes = 0;
    const onData = (part: Buffer): void => {
      bytes += part.length;
      if (bytes <= maxBytes) {
        parts.push(part);
        return;
      }
      parts.length = 0;
      message.off('data', onData).pause();
      resolve(TOO_LARGE);
    };
    message.on('data', onData);
    message.once('end', () => resolve(Buffer.concat(parts, bytes)));
    message.once('error', reject);
    message.once('close', () => reject(new Error('The sender went away before its body was complete')));
  });
};
