import type { Exchange, Refusal } from '../../lib/client/exchange.ts';
import type { Api } from '../session/api.ts';
import { fault, notChecked, ok, type Finding } from './finding.ts';

/** What the key may do, by what came of the question that needs an admin's, or of one that needs any. */
export const checkKey = async (admin: Exchange, api: Api, hasKey: boolean): Promise<readonly Finding[]> => {
  if (admin.kind === 'document') return [ok('key', hasKey ? 'may read and administer' : 'none is needed here')];
  if (admin.code !== 'forbidden') return [refused(admin, hasKey)];
  const reading = await api.get('/v1/leagues');
  if (reading.kind === 'refusal') return [refused(reading, hasKey)];
  return [
    ok('key', 'may read'),
    notChecked(
      'operations',
      'Tiers, budget, runs and the provider are told to admin keys only',
      'Give an admin key: --key, STATLINE_KEY or a profile',
    ),
  ];
};

const refused = ({ code, detail }: Refusal, hasKey: boolean): Finding => {
  switch (code) {
    case 'unauthorized':
      return hasKey
        ? fault('key', 'The deployment does not know this key', MAKE_A_KEY)
        : fault('key', 'The deployment needs a key, and none is given', `Give one by STATLINE_KEY. ${MAKE_A_KEY}`);
    case 'too-many-wrong-keys':
      return fault('key', detail, 'Correct the key, and wait a minute');
    case 'daily-limit-reached':
      return fault('key', detail, 'Wait for midnight UTC, or raise it: statline keys limit');
    case 'keys-unavailable':
      return fault('key', detail, 'See docs/runbook.md, Keys cannot be checked');
    case 'route-not-found':
      return notChecked('operations', 'This deployment does not tell how it is', 'Update it: it is older than 0.1.0');
    case null:
    default:
      return fault('operations', `The service does not tell how it is (${detail})`, 'Try again; then read its log');
  }
};

const MAKE_A_KEY = 'Make one: statline keys create --role admin --name me --secret ID';
