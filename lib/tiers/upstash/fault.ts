const MAX_LENGTH = 160;
// What the client and Redis append to a message: the whole command, bodies included.
const COMMAND = /, (?:command was|with args beginning with):[^]*$/;

/** Redis could not be asked, or refused. Short, and free of what was sent: fit for a log. */
export class UpstashFault extends Error {
  override readonly name = 'UpstashFault';
  /** Redis answered that it would not: it is full, say, and not out of order. */
  readonly refused: boolean;

  constructor(message: string, refused = false) {
    super(message);
    this.refused = refused;
  }
}

/** Settles as `call` does, but its errors carry neither the command nor, as a cause, the client's own error. */
export const withoutPayload = async <T>(call: Promise<T>): Promise<T> => {
  try {
    return await call;
  } catch (error) {
    // Upstash's name for an answer that is an error.
    throw new UpstashFault(summaryOf(error), error instanceof Error && error.name === 'UpstashError');
  }
};

const summaryOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'Unknown fault';
  // Its message quotes the response.
  if (error.name === 'UpstashJSONParseError') return 'The response was not JSON';
  const code = codeOf(error.cause);
  const reason = code === undefined ? error.message : `${error.message} (${code})`;
  return `${error.name}: ${reason.replace(COMMAND, '')}`.slice(0, MAX_LENGTH);
};

const codeOf = (cause: unknown): string | undefined =>
  cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
