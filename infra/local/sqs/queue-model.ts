import type { WakeAt } from './alarm.ts';
import type { Message, NewMessage } from './message.ts';

export interface QueueDepth {
  /** Can be received now. */
  readonly visible: number;
  /** Received, not deleted, and not yet visible again. */
  readonly inFlight: number;
  /** Sent with a delay that is not over. */
  readonly delayed: number;
}

export interface ReceiveOptions {
  readonly max: number;
  /** Milliseconds; default: the queue's. */
  readonly visibilityTimeout?: number | undefined;
  /** Of the messages together; the first one is given whatever its size. */
  readonly maxBytes?: number;
}

export interface Queue {
  readonly name: string;
  readonly queueUrl: string;
  readonly arn: string;
  /** Milliseconds. */
  readonly visibilityTimeout: number;
  readonly deadLetter: DeadLetter | undefined;
  /** Answers the message's id; undefined: the queue is full. */
  send(message: NewMessage): string | undefined;
  receive(options: ReceiveOptions): readonly Message[];
  /** Does nothing when the message is gone or was received again since. Throws for what is no receipt of this queue. */
  remove(receiptHandle: string): void;
  /** Hides a message for so many milliseconds from now on. */
  changeVisibility(receiptHandle: string, timeout: number): 'changed' | 'gone' | 'not-in-flight';
  depth(): QueueDepth;
  /** Takes in what failed too often elsewhere; the oldest dead letter makes room. */
  bury(message: StoredMessage, source: string): void;
  /** Called whenever there may be something to receive; answers how to stop that. */
  onVisible(listener: () => void): () => void;
}

export interface DeadLetter {
  readonly queue: Queue;
  readonly maxReceives: number;
}

export interface QueueOptions extends Pick<Queue, 'name' | 'queueUrl' | 'arn' | 'visibilityTimeout'> {
  readonly deadLetter?: DeadLetter | undefined;
  readonly clock: { now(): number };
  readonly wakeAt: WakeAt;
  readonly maxMessages?: number;
  readonly maxBytes?: number;
}

/** A message that waits in a queue. */
export interface StoredMessage extends Omit<NewMessage, 'delay'> {
  readonly id: string;
  readonly sentAt: number;
  receives: number;
  firstReceivedAt: number;
  /** Epoch milliseconds. */
  visibleAt: number;
  deadLetterSource: string | undefined;
}
