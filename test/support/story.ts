import type { CacheEvent, Observer } from '../../lib/cache/index.ts';

/** Records what the engine decides, so that a test can read it back as a story. */
export interface Story {
  readonly observe: Observer;
  /** What happened since it was last asked, in order. */
  (): readonly string[];
}

export const createStory = (): Story => {
  const lines: string[] = [];
  const observe: Observer = (event) => {
    lines.push(lineOf(event));
  };
  return Object.assign(() => lines.splice(0), { observe });
};

const lineOf = (event: CacheEvent): string => {
  switch (event.kind) {
    case 'hit':
      return event.absent ? `hit ${event.tier} absent` : `hit ${event.tier}`;
    case 'miss':
      return `miss ${event.tier}`;
    case 'stale':
      return `stale ${event.tier} ${event.reason}`;
    case 'contradicted':
    case 'believed':
      return `${event.kind} ${event.source} ${event.loads}: ${event.doubt}`;
    case 'load':
    case 'load-failed':
      return `${event.kind} ${event.source}`;
    case 'loaded':
      return `loaded ${event.source} ${event.filled}`;
    case 'fill':
    case 'promote':
      return `${event.kind} ${event.tier} ${event.keys.length}`;
    case 'tier-failed':
      return `tier-failed ${event.tier} ${event.operation}`;
    case 'refused':
      return `refused ${event.tier}`;
    case 'purged':
      return `purged ${event.tier}`;
    case 'lease':
      return `lease ${event.lease} ${event.held ? 'held' : 'lost'}`;
    case 'backed-off':
      return `backed-off ${event.source} ${event.reason}`;
    case 'purge':
      return `purge ${event.scopes.join()}`;
    case 'suspended':
      return `suspended ${event.tier}`;
    case 'breaker-opened':
    case 'breaker-closed':
      return `${event.kind} ${event.documents}`;
    case 'field-gone':
    case 'field-back':
      return `${event.kind} ${event.documents} ${event.field}`;
    case 'confirmed':
    case 'confirm-failed':
    case 'collapsed':
    case 'absent':
    case 'refresh':
    case 'refresh-failed':
    case 'wait':
    case 'evict':
      return `${event.kind} ${event.key}`;
  }
};
