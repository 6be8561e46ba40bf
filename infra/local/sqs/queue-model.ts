import type { WakeAt } from './alarm.ts';
import type { Message, NewMessage } from './message.ts';

export interface QueueDepth {
  /** Can be received now. */
  readonly visible: number;
  /** Received, not deleted, and not yet visible again. */
  readonly inFlight: number;
  /** Sent with a delay that has not passed. */
  readonly delayed: number;
}

export interface ReceiveOptions {
  readonly max: number;
  /** Milliseconds; default: the queue's. */
  readonly visibilityTimeout?: number | undefined;
  /** Of all messages together; the first one is returned whatever its size. */
  readonly maxBytes?: number;
}

export interface Queue {
  readonly name: string;
  readonly queueUrl: string;
  readonly arn: string;
  /** Milliseconds. */
  readonly visibilityTimeout: number;
  readonly deadLetter: DeadLetter | undefined;
  /** Returns the message's id; undefined: the queue is full. */
  send(message: NewMessage): string | undefined;
  receive(options: ReceiveOptions): readonly Message[];
  /** Does nothing when the message is gone or was received again since. Throws for a receipt of another queue. */
  remove(receiptHandle: string): void;
  /** Hides a message for so many milliseconds from now on. */
  changeVisibility(receiptHandle: string, timeout: number): 'changed' | 'gone' | 'not-in-flight';
  depth(): QueueDepth;
  /** Adds a dead letter of another queue; the oldest one makes room. */
  bury(message: StoredMessage, source: string): void;
  /** Called whenever there may be something to receive; returns a function that stops it. */
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
