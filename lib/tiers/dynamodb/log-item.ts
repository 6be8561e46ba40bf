import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { PurgeLog, Scope, Stamp } from '../../cache/index.ts';
import { fitsLine } from '../purge-lines.ts';
import type { Item } from './calls.ts';

const SCOPE = 's:';
const DOWN = 'd:';
/** Marks an item that holds a log: a report alone must not keep one from being restored. */
export const VERSION: AttributeValue = { N: '1' };

export const scopeAttribute = (scope: Scope): string => SCOPE + scope;
export const downAttribute = (tier: string): string => DOWN + tier;

/** Until when (epoch ms) tiers are to be left alone. */
export const downIn = (item: Item = {}): ReadonlyMap<string, number> =>
  new Map(
    Object.entries(item).flatMap(([name, value]) =>
      name.startsWith(DOWN) && value.N !== undefined ? [[name.slice(DOWN.length), Number(value.N)] as const] : [],
    ),
  );

/** What an item holds that should hold a log. */
export interface LogItem {
  readonly log: PurgeLog;
  /** Scopes whose stamp cannot be read. */
  readonly spoilt: readonly Scope[];
  /** Attributes that no version of ours writes there. With a `ttl` the table would delete the log. */
  readonly foreign: readonly string[];
  /** Somebody has written another item over the log, so that no scope can be said not to have been purged. */
  readonly isLost: boolean;
}

/** No item is an empty log, because DynamoDB does not evict. */
export const readLogItem = (item: Item | undefined): LogItem => {
  const log = new Map<Scope, Stamp>();
  const spoilt: Scope[] = [];
  const foreign: string[] = [];
  let reports = 0;
  for (const [name, value] of Object.entries(item ?? {})) {
    if (name === 'pk' || name === 'v') continue;
    if (name.startsWith(DOWN)) reports += 1;
    else if (!name.startsWith(SCOPE)) foreign.push(name);
    else {
      const scope = name.slice(SCOPE.length);
      if (value.S !== undefined && fitsLine(scope, value.S)) log.set(scope, value.S);
      else if (fitsLine(scope, 'stamp')) spoilt.push(scope);
      // No entry has such a scope.
      else foreign.push(name);
    }
  }
  const isOurs =
    item?.v === undefined ? log.size + spoilt.length + reports > 0 && foreign.length === 0 : item.v.N === VERSION.N;
  return { log, spoilt, foreign, isLost: item !== undefined && !isOurs };
};

/** Undefined for what is not a whole log. A later version may add attributes of its own, but never a `ttl`. */
export const purgesIn = (item: Item | undefined): PurgeLog | undefined => {
  const { log, spoilt, foreign, isLost } = readLogItem(item);
  const isWhole = !isLost && spoilt.length === 0 && !foreign.some((name) => name === 'ttl' || name.startsWith(SCOPE));
  return isWhole ? log : undefined;
};
