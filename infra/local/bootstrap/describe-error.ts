/** An error as the Runtime API carries it. */
export interface DescribedError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly stackTrace: readonly string[];
}

// The type is sent as a header, and an error's name may be any text.
const printable = (text: string): string => text.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, 200);

export const describeError = (error: unknown): DescribedError => {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), stackTrace: [] };
  return {
    errorType: printable(error.name),
    errorMessage: error.message.slice(0, 100_000),
    stackTrace: (error.stack ?? '').split('\n').slice(0, 50),
  };
};
