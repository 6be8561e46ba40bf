import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as v from 'valibot';
import type { TieredCache } from '../../lib/cache/index.ts';
import { queryOfKey } from '../../lib/sports/resources/from-key.ts';
import type { Resources } from '../../lib/sports/resources/index.ts';

export interface RefreshDeps {
  readonly cache: Pick<TieredCache, 'refresh'>;
  readonly resources: Resources;
  /** Told what cannot be understood and so cannot be done: it is not tried again. */
  readonly onUnreadable: (body: string) => void;
  /** Told what failed; the message comes back until it has failed too often. */
  readonly onFailure: (key: string, error: unknown) => void;
}

const Message = v.object({ namespace: v.string(), key: v.string(), loadedAt: v.number() });

/** Loads the keys of a batch again, each on its own: one that fails comes back alone. */
export const createRefresh =
  ({ cache, resources, onUnreadable, onFailure }: RefreshDeps) =>
  async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const failed = await Promise.all(
      Records.map(async ({ messageId, body }) => {
        const request = parseMessage(body);
        const query = request === undefined ? undefined : queryOfKey(resources, request.key);
        if (request === undefined || query?.key !== request.key) {
          onUnreadable(body.slice(0, 200));
          return [];
        }
        try {
          await cache.refresh(query, request.loadedAt);
          return [];
        } catch (error) {
          onFailure(request.key, error);
          return [{ itemIdentifier: messageId }];
        }
      }),
    );
    return { batchItemFailures: failed.flat() };
  };

const parseMessage = (body: string): v.InferOutput<typeof Message> | undefined => {
  try {
    const parsed = v.safeParse(Message, JSON.parse(body));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
};
