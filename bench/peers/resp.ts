// What clients say when they connect, which nobody is billed for.
const GREETINGS = new Set(['HELLO', 'CLIENT', 'INFO', 'SELECT', 'AUTH', 'PING', 'COMMAND', 'QUIT']);

/** Reads one connection's commands off the wire, in whatever pieces they come. */
export const createCommandReader = (onCommand: (name: string) => void): ((chunk: Buffer) => void) => {
  let rest = Buffer.alloc(0);
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (let read = readCommand(rest); read !== undefined; read = readCommand(rest)) {
      rest = rest.subarray(read.length);
      if (!GREETINGS.has(read.name)) onCommand(read.name);
    }
  };
};

/** `*2\r\n$3\r\nGET\r\n$1\r\nk\r\n`: an array of bulk strings. Undefined until it is there whole. */
const readCommand = (bytes: Buffer): { readonly name: string; readonly length: number } | undefined => {
  const head = readNumber(bytes, 0);
  if (head === undefined) return undefined;
  let { end } = head;
  let name = '';
  for (let index = 0; index < head.value; index += 1) {
    const size = readNumber(bytes, end);
    if (size === undefined) return undefined;
    const start = size.end;
    end = start + size.value + 2;
    if (end > bytes.length) return undefined;
    if (index === 0) name = bytes.toString('latin1', start, end - 2).toUpperCase();
  }
  return { name, length: end };
};

/** The number between a type byte and the line's end. */
const readNumber = (bytes: Buffer, start: number): { readonly value: number; readonly end: number } | undefined => {
  const lineEnd = bytes.indexOf('\r\n', start);
  if (lineEnd < 0) return undefined;
  return { value: Number(bytes.toString('latin1', start + 1, lineEnd)), end: lineEnd + 2 };
};
