/** The one call this makes. */
export interface QueueClient {
  /** Sends up to ten messages; answers how many were not taken. */
  sendBatch(queueUrl: string, bodies: readonly string[]): Promise<number>;
}
