import { describe, expect, it } from 'vitest';
import { matchName } from '../../lib/sports/matching.ts';
import type { PlayerId } from '../../lib/sports/model.ts';
import { nameForm } from '../../lib/sports/names.ts';
import type { SearchHit } from '../../lib/sports/upstream.ts';

const hit = (id: string, name: string): SearchHit => ({ id: id as PlayerId, name, teamId: null, teamName: null });

const MAHOMES = hit('3139477', 'Patrick Mahomes');
const CARTER = hit('4240657', 'Michael Carter');
const CARTER_II = hit('4240456', 'Michael Carter II');
const BECKHAM = hit('16733', 'Odell Beckham Jr.');
const PARSONS = hit('4361423', 'Micah Parsons');

const match = (typed: string, ...hits: SearchHit[]): [string, readonly string[]] => {
  const { match: kind, candidates, suggestions } = matchName(nameForm(typed), hits);
  return [kind, (kind === 'none' ? suggestions : candidates).map(({ id }) => id)];
};

describe('a search', () => {
  it('answers the bearer of the name among its hits', () => {
    expect(match('patrick mahomes', PARSONS, MAHOMES)).toEqual(['exact', [MAHOMES.id]]);
  });

  it('takes a suffix that was typed for the one meant, and none for everybody', () => {
    expect(match('Michael Carter II', CARTER, CARTER_II)).toEqual(['exact', [CARTER_II.id]]);
    expect(match('Michael Carter', CARTER, CARTER_II)).toEqual(['exact', [CARTER.id, CARTER_II.id]]);
    expect(match('odell beckham', BECKHAM)).toEqual(['exact', [BECKHAM.id]]);
  });

  it('forgives a suffix that the provider has not on file', () => {
    expect(match('PATRICK MAHOMES II', MAHOMES)).toEqual(['exact', [MAHOMES.id]]);
  });

  it('does not forgive the wrong suffix', () => {
    expect(match('Odell Beckham Sr.', BECKHAM)[0]).toBe('none');
  });

  it('finds by surname alone', () => {
    expect(match('mahomes', MAHOMES, PARSONS)).toEqual(['surname', [MAHOMES.id]]);
    expect(match('carter', CARTER, CARTER_II)).toEqual(['surname', [CARTER.id, CARTER_II.id]]);
  });

  it('suggests what is near and never answers it', () => {
    expect(match('Micheal Parsons', PARSONS)).toEqual(['none', [PARSONS.id]]);
    expect(match('patrick', MAHOMES)).toEqual(['none', [MAHOMES.id]]);
  });
});
