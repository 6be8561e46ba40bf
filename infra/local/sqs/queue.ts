import { randomUUID } from 'node:crypto';
import { createAlarm } from './alarm.ts';
import type { Message } from './message.ts';
import type { Queue, QueueOptions, ReceiveOptions, StoredMessage } from './queue-model.ts';
import { parseReceipt, receiptOf } from './receipt.ts';

/** A standard queue in memory. SQS promises no order; this one keeps the order of sending. */
export const createQueue = ({
  name,
  queueUrl,
  arn,
  visibilityTimeout,
  deadLetter,
  clock,
  wakeAt,
  maxMessages = 20_000,
  maxBytes = 64 * 1024 * 1024,
}: QueueOptions): Queue => {
  const messages = new Map<string, StoredMessage>();
  const listeners = new Set<() => void>();
  let bytes = 0;

  const alarm = createAlarm(wakeAt, () => {
    wakeForHidden();
    notify();
  });
  // Once for all messages sent together, so that a batch is not received message by message.
  let notifying = false;
  const notify = (): void => {
    if (notifying || listeners.size === 0) return;
    notifying = true;
    queueMicrotask(() => {
      notifying = false;
      for (const listener of [...listeners]) listener();
    });
  };
  const wakeForHidden = (): void => {
    const now = clock.now();
    let earliest = Number.POSITIVE_INFINITY;
    for (const { visibleAt } of messages.values()) if (visibleAt > now) earliest = Math.min(earliest, visibleAt);
    wakeBy(earliest);
  };
  // Nobody to tell, nothing to wake for.
  const wakeBy = (time: number): void => {
    if (listeners.size > 0 && time < Number.POSITIVE_INFINITY) alarm.setBy(time);
  };

  const keep = (message: StoredMessage): void => {
    messages.set(message.id, message);
    bytes += message.bytes;
    if (message.visibleAt > clock.now()) wakeBy(message.visibleAt);
  };
  const drop = (message: StoredMessage): void => {
    if (messages.delete(message.id)) bytes -= message.bytes;
  };
  const isFullFor = (more: number): boolean => messages.size >= maxMessages || bytes + more > maxBytes;

  const received = (receiptHandle: string): StoredMessage | undefined => {
    const { id, receives } = parseReceipt(name, receiptHandle);
    const message = messages.get(id);
    return message?.receives === receives ? message : undefined;
  };

  const receive = ({ max, visibilityTimeout: timeout = visibilityTimeout, maxBytes: room }: ReceiveOptions) => {
    const now = clock.now();
    const taken: Message[] = [];
    let left = room ?? Number.POSITIVE_INFINITY;
    for (const message of messages.values()) {
      if (taken.length >= max) break;
      if (message.visibleAt > now) continue;
      if (deadLetter !== undefined && message.receives >= deadLetter.maxReceives) {
        drop(message);
        deadLetter.queue.bury(message, arn);
        continue;
      }
      if (taken.length > 0 && message.bytes > left) break;
      left -= message.bytes;
      message.receives += 1;
      if (message.receives === 1) message.firstReceivedAt = now;
      message.visibleAt = now + timeout;
      wakeBy(message.visibleAt);
      const { id, receives } = message;
      taken.push({ ...message, receiptHandle: receiptOf({ queue: name, id, receives }) });
    }
    return taken;
  };

  return {
    name,
    queueUrl,
    arn,
    visibilityTimeout,
    deadLetter,
    send: ({ delay, ...message }) => {
      if (isFullFor(message.bytes)) return undefined;
      const id = randomUUID();
      const now = clock.now();
      const fresh = { receives: 0, firstReceivedAt: now, visibleAt: now + delay, deadLetterSource: undefined };
      keep({ ...message, id, sentAt: now, ...fresh });
      if (delay === 0) notify();
      return id;
    },
    receive,
    remove: (receiptHandle) => {
      const message = received(receiptHandle);
      if (message !== undefined) drop(message);
    },
    changeVisibility: (receiptHandle, timeout) => {
      const message = received(receiptHandle);
      if (message === undefined) return 'gone';
      const now = clock.now();
      if (message.visibleAt <= now) return 'not-in-flight';
      message.visibleAt = now + timeout;
      if (timeout === 0) notify();
      else wakeBy(message.visibleAt);
      return 'changed';
    },
    depth: () => {
      const now = clock.now();
      const depth = { visible: 0, inFlight: 0, delayed: 0 };
      for (const { visibleAt, receives } of messages.values()) {
        depth[visibleAt <= now ? 'visible' : receives > 0 ? 'inFlight' : 'delayed'] += 1;
      }
      return depth;
    },
    bury: (message, source) => {
      for (const oldest of messages.values()) {
        if (!isFullFor(message.bytes)) break;
        drop(oldest);
      }
      keep({ ...message, deadLetterSource: source });
      notify();
    },
    onVisible: (listener) => {
      listeners.add(listener);
      wakeForHidden();
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) alarm.clear();
      };
    },
  };
};
