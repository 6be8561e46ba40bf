import type { LeagueId } from '../../sports/model/index.ts';
import type { TransactionRecord, UpstreamCall } from '../../sports/upstream/index.ts';
import { instantAt, listAt, shortTextAt, teamIdAt } from '../shapes/read.ts';
import { documentOf, malformed } from './answer.ts';
import { sitePath, type EspnHosts } from './hosts.ts';

// The longest recorded description has 167 characters.
const MAX_DESCRIPTION_LENGTH = 500;

export const loadTransactions = async (
  hosts: EspnHosts,
  league: LeagueId,
  limit: number,
  call: UpstreamCall,
): Promise<readonly TransactionRecord[]> => {
  const answer = await hosts.site(`${sitePath(league)}/transactions?limit=${limit}`, call);
  const list = listAt(documentOf(answer, `the ${league} transactions`), 'transactions');
  if (list === undefined) throw malformed(`no ${league} transactions`);
  const moves = list.flatMap((item) => readMove(item) ?? []);
  if (list.length > 0 && moves.length === 0) throw malformed(`${league} transactions that say nothing`);
  return moves.sort((a, b) => b.date - a.date).slice(0, limit);
};

const readMove = (json: unknown): TransactionRecord | undefined => {
  const date = instantAt(json, 'date');
  const description = shortTextAt(json, MAX_DESCRIPTION_LENGTH, 'description');
  if (date === null || description === null) return undefined;
  return { date, description, teamId: teamIdAt(json, 'team', 'id') };
};
