import { SqsFault } from './faults.ts';

/** One receipt of one message. After another receive only the latest receipt is valid. */
export interface Receipt {
  readonly queue: string;
  readonly id: string;
  readonly receives: number;
}

export const receiptOf = ({ queue, id, receives }: Receipt): string =>
  Buffer.from(`${queue} ${id} ${receives}`).toString('base64');

export const parseReceipt = (queue: string, receiptHandle: string): Receipt => {
  const [of, id, receives] = Buffer.from(receiptHandle.slice(0, 1024), 'base64').toString('utf8').split(' ');
  if (of !== queue || id === undefined || !/^\d{1,9}$/.test(receives ?? '')) {
    throw new SqsFault('ReceiptHandleIsInvalid', 'The input receipt handle is invalid.');
  }
  return { queue, id, receives: Number(receives) };
};
