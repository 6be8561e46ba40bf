import type { Answers } from '../../../lib/http/answers/index.ts';
import type { Block } from '../blocks.ts';

export const purge = ({ league, scopes, stamp, taken }: Answers['purge']): readonly Block[] => [
  { kind: 'title', text: `Purged in ${league}: ${scopes.join(', ')}` },
  {
    kind: 'fields',
    fields: [
      ['taken by', taken.length === 0 ? 'this environment alone: there is no shared tier' : taken.join(', ')],
      ['stamp', stamp],
    ],
  },
];
