import type { AdminHealthAnswer, DocumentProbe } from '../../lib/http/answers/index.ts';
import { fault, notChecked, ok, type Finding } from './finding.ts';

type Probed = AdminHealthAnswer['provider']['documents'];

const RUNBOOK = 'docs/runbook.md, The provider has changed';

/** What the provider's documents lack, kind by kind. */
export const checkDocuments = (probed: Probed): readonly Finding[] => {
  if (probed === undefined) return [];
  const { league, calls, documents } = probed;
  const whole = documents.filter(({ outcome, gone }) => outcome === 'answered' && gone.length === 0);
  const kinds = whole.map(({ kind }) => kind).join(', ');
  return [
    ok('documents', `${calls} calls for ${documents.length} kinds of ${league} documents; whole: ${kinds || 'none'}`),
    ...documents.flatMap((document) => findingsOf(document, league)),
  ];
};

const findingsOf = ({ kind, outcome, detail, gone }: DocumentProbe, league: string): readonly Finding[] => {
  if (outcome === 'not-asked') {
    return [notChecked('documents', `${league} ${kind} was not asked for. ${detail}`, 'See the budget and the others')];
  }
  if (outcome !== 'answered') {
    return [fault('documents', `${league} ${kind}: ${outcome}. ${detail}`, `See ${RUNBOOK}, and The provider fails`)];
  }
  return gone.map(({ field, since }) =>
    fault(
      'documents',
      `${league} ${kind} lacks ${field}, ${since === null ? 'which nobody has noticed before' : `since ${since}`}`,
      `Look where the provider has it now: ${RUNBOOK}`,
    ),
  );
};
