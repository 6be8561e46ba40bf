import { COUNTED, type Kind, type Use } from '../../lib/costs/counted.ts';
import { markdown } from './markdown.ts';

const KINDS: Readonly<Record<Kind, string>> = {
  memory: 'a question, from memory',
  renewed: 'the same, first after the coherence window',
  shared: 'a question, from the nearest shared tier',
  stale: 'a question, stale',
  load: 'a question that loads',
  refresh: 'a message of the refresh queue',
  flush: 'usage, once a minute of traffic and environment',
  start: 'a cold start',
  warm: 'a warm run',
  purge: 'a purge run outside windows',
};

/** What one of each kind uses, as counted: with DynamoDB alone, then with Redis. */
export const countedTable = (): string =>
  markdown([
    ['each', 'RRU / WRU alone', 'Redis commands', 'RRU / WRU with Redis', 'SQS sent', 'log bytes'],
    ...(Object.keys(KINDS) as Kind[]).map((kind) => {
      const { [kind]: alone } = COUNTED.alone;
      const { [kind]: near } = COUNTED.redis;
      return [
        KINDS[kind],
        unitsOf(alone),
        String(near.redisCommands),
        unitsOf(near),
        String(near.queueRequests),
        String(near.logBytes),
      ];
    }),
  ]);

const unitsOf = ({ reads, writes }: Use): string => `${reads} / ${writes}`;
