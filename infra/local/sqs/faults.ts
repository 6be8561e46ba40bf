// Errors of SQS: the status, and the code of the older query protocol, which clients still read.
const FAULTS = {
  BatchEntryIdsNotDistinct: { status: 400, code: 'AWS.SimpleQueueService.BatchEntryIdsNotDistinct' },
  BatchRequestTooLong: { status: 400, code: 'AWS.SimpleQueueService.BatchRequestTooLong' },
  EmptyBatchRequest: { status: 400, code: 'AWS.SimpleQueueService.EmptyBatchRequest' },
  InvalidAction: { status: 400, code: 'InvalidAction' },
  InvalidAddress: { status: 404, code: 'InvalidAddress' },
  InvalidAttributeName: { status: 400, code: 'InvalidAttributeName' },
  InvalidBatchEntryId: { status: 400, code: 'AWS.SimpleQueueService.InvalidBatchEntryId' },
  InvalidMessageContents: { status: 400, code: 'InvalidMessageContents' },
  InvalidParameterValue: { status: 400, code: 'InvalidParameterValue' },
  MessageNotInflight: { status: 400, code: 'AWS.SimpleQueueService.MessageNotInflight' },
  MissingParameter: { status: 400, code: 'MissingParameter' },
  QueueDoesNotExist: { status: 400, code: 'AWS.SimpleQueueService.NonExistentQueue' },
  ReceiptHandleIsInvalid: { status: 404, code: 'ReceiptHandleIsInvalid' },
  RequestThrottled: { status: 403, code: 'RequestThrottled' },
  SerializationException: { status: 400, code: 'SerializationException' },
  TooManyEntriesInBatchRequest: { status: 400, code: 'AWS.SimpleQueueService.TooManyEntriesInBatchRequest' },
} as const;

export type SqsFaultName = keyof typeof FAULTS;

/** A request, or one entry of a batch, that SQS refuses. */
export class SqsFault extends Error {
  override readonly name: SqsFaultName;
  readonly status: number;
  readonly code: string;
  /** false: the request is valid and may succeed later. */
  readonly senderFault: boolean;

  constructor(name: SqsFaultName, message: string) {
    super(message);
    this.name = name;
    this.status = FAULTS[name].status;
    this.code = FAULTS[name].code;
    this.senderFault = name !== 'RequestThrottled';
  }
}

export const invalidValue = (name: string, value: number | string, reason: string): SqsFault =>
  new SqsFault('InvalidParameterValue', `Value ${value} for parameter ${name} is invalid. Reason: ${reason}`);
