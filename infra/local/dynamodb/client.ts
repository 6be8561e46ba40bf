import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** Marks the local stack's own requests, which are nobody's cost. */
export const OWN_AGENT = 'statline-local-stack';

/** A client for tables on this machine: any credentials do, and a server that is silent is given up. */
export const createLocalClient = (endpoint: string): DynamoDBClient =>
  new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    customUserAgent: OWN_AGENT,
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 1000, requestTimeout: 5000, throwOnRequestTimeout: true },
  });
