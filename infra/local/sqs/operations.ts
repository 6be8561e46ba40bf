import { SqsFault } from './faults.ts';
import { textOf, type Input } from './input.ts';
import { getQueueAttributes } from './queue-attributes.ts';
import type { Queue } from './queue-model.ts';
import {
  changeMessageVisibility,
  deleteMessage,
  deleteMessageBatch,
  receiveMessage,
  type ReceiveContext,
} from './receiving.ts';
import { sendMessage, sendMessageBatch } from './sending.ts';

export interface OperationContext extends ReceiveContext {
  /** By name. */
  readonly queues: ReadonlyMap<string, Queue>;
}

type Operation = (queue: Queue, input: Input, context: OperationContext) => object | Promise<object>;

const OPERATIONS: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ['SendMessage', sendMessage],
  ['SendMessageBatch', sendMessageBatch],
  ['ReceiveMessage', receiveMessage],
  ['DeleteMessage', deleteMessage],
  ['DeleteMessageBatch', deleteMessageBatch],
  ['ChangeMessageVisibility', changeMessageVisibility],
  ['GetQueueAttributes', getQueueAttributes],
  ['GetQueueUrl', ({ queueUrl }) => ({ QueueUrl: queueUrl })],
]);

const TARGET = /^AmazonSQS\.(\w{1,60})$/;

/** Runs the operation that `X-Amz-Target` names; throws an SqsFault where SQS would refuse. */
export const runOperation = async (target: string, input: Input, context: OperationContext): Promise<object> => {
  const name = TARGET.exec(target)?.[1] ?? '';
  const operation = OPERATIONS.get(name);
  if (operation === undefined) {
    throw new SqsFault('InvalidAction', `The action ${name === '' ? 'asked for' : name} is not valid here.`);
  }
  const wanted = name === 'GetQueueUrl' ? textOf(input, 'QueueName') : nameIn(textOf(input, 'QueueUrl'));
  const queue = context.queues.get(wanted);
  if (queue === undefined) {
    throw new SqsFault('QueueDoesNotExist', 'The specified queue does not exist.');
  }
  return operation(queue, input, context);
};

/** The last part of a queue's address; the host does not matter. */
const nameIn = (queueUrl: string): string => {
  const path = URL.parse(queueUrl)?.pathname;
  if (path === undefined) {
    throw new SqsFault('InvalidAddress', `The address ${queueUrl.slice(0, 200)} is not valid for this endpoint.`);
  }
  return /^\/\d{12}\/([\w-]{1,80})$/.exec(path)?.[1] ?? '';
};
