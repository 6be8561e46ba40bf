import type { BatchItem } from './stats-batch.ts';
import type { PlayerId } from '../model.ts';

/** Those of a batch whose stats were told. Nobody's body is parsed for it. */
export const playersTold = (items: readonly BatchItem[]): readonly PlayerId[] =>
  items.flatMap(({ subject, resolution, outcome }) => {
    if (outcome.kind !== 'ok') return [];
    if ('id' in subject) return [subject.id];
    return resolution?.kind === 'one' ? [resolution.id] : [];
  });
