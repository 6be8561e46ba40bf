import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { ThrottledError } from './calls.ts';

// With all its waits a call stays within the half second that a reader has.
const MAX_THROTTLED_ATTEMPTS = 6;
const MAX_ATTEMPTS = 2;
const FIRST_WAIT_MS = 20;
const MAX_WAIT_MS = 80;

interface RetryToken {
  getRetryCount(): number;
  getRetryDelay(): number;
}

const token = (count: number, delay: number): RetryToken => ({
  getRetryCount: () => count,
  getRetryDelay: () => delay,
});

/**
 * Throttled is not down: such a call is sent again soon, several times, at random so that environments which were
 * refused together do not return together. The SDK would wait for up to half a second, and send once more.
 */
export const createRetryStrategy = (
  random: () => number = () => Math.random(),
): NonNullable<DynamoDBClientConfig['retryStrategy']> => ({
  acquireInitialRetryToken: () => Promise.resolve(token(0, 0)),
  refreshRetryTokenForRetry(last, { errorType }) {
    const attempts = last.getRetryCount() + 1;
    const most = { THROTTLING: MAX_THROTTLED_ATTEMPTS, TRANSIENT: MAX_ATTEMPTS, SERVER_ERROR: 1, CLIENT_ERROR: 1 };
    if (attempts >= most[errorType]) return Promise.reject(new Error('Not sent again'));
    return Promise.resolve(token(attempts, random() * Math.min(MAX_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempts - 1))));
  },
  recordSuccess: () => undefined,
});

const THROTTLED = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'ThrottledException',
]);

/** Settles as the call does; one that was throttled to the end says so. */
export const tellThrottled = async <T>(call: Promise<T>): Promise<T> => {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof Error) || !THROTTLED.has(error.name)) throw error;
    throw new ThrottledError(`DynamoDB throttles: ${error.message}`, { cause: error });
  }
};
