import { SqsFault } from './faults.ts';
import { isInput, wrongType, type Input } from './input.ts';

const MAX_ENTRIES = 10;
const ENTRY_ID = /^[\w-]{1,80}$/;

export interface BatchEntry {
  readonly id: string;
  readonly input: Input;
}

export interface BatchResult {
  readonly Successful: readonly object[];
  readonly Failed: readonly object[];
}

/** The entries of a batch; throws for what makes SQS refuse the batch as a whole. */
export const entriesOf = (input: Input, operation: string): readonly BatchEntry[] => {
  const given = input.Entries ?? [];
  if (!Array.isArray(given)) throw wrongType('Entries');
  if (given.length === 0) {
    throw new SqsFault('EmptyBatchRequest', `There should be at least one ${operation}RequestEntry in the request.`);
  }
  if (given.length > MAX_ENTRIES) {
    throw new SqsFault(
      'TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are ${MAX_ENTRIES}. You have sent ${given.length}.`,
    );
  }
  const ids = new Set<string>();
  return given.map((entry: unknown) => {
    if (!isInput(entry)) throw wrongType('Entries');
    const id = entry.Id;
    if (typeof id !== 'string' || !ENTRY_ID.test(id)) {
      throw new SqsFault(
        'InvalidBatchEntryId',
        'A batch entry id can only contain alphanumeric characters, hyphens and underscores. ' +
          'It can be at most 80 letters long.',
      );
    }
    if (ids.has(id)) throw new SqsFault('BatchEntryIdsNotDistinct', `Id ${id} repeated.`);
    ids.add(id);
    return { id, input: entry };
  });
};

/** Processes each entry on its own: a failed one is reported and does not stop the others. */
export const runEntries = (entries: readonly BatchEntry[], run: (input: Input) => object): BatchResult => {
  const Successful: object[] = [];
  const Failed: object[] = [];
  for (const { id: Id, input } of entries) {
    try {
      Successful.push({ Id, ...run(input) });
    } catch (error) {
      if (!(error instanceof SqsFault)) throw error;
      Failed.push({ Id, SenderFault: error.senderFault, Code: error.code, Message: error.message });
    }
  }
  return { Successful, Failed };
};
