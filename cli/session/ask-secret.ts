import type { Readable } from 'node:stream';
import { UsageError } from '../exit-codes.ts';

const MAX_BYTES = 4096;

/** Asks for a secret: of a person without showing it, else the first line of standard input. */
export const askSecret = async (question: string, input: Readable & { readonly isTTY?: boolean }): Promise<string> => {
  if (input.isTTY === true) {
    const { isCancel, password } = await import('@clack/prompts');
    const said = await password({ message: question });
    if (isCancel(said)) throw new UsageError('Nothing was changed');
    return said.trim();
  }
  let text = '';
  for await (const chunk of input) {
    text += String(chunk);
    if (text.length > MAX_BYTES || text.includes('\n')) break;
  }
  return text.split('\n')[0]?.trim() ?? '';
};
