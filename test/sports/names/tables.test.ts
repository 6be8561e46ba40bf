import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aliasesOf } from '../../../lib/sports/names/aliases.ts';
import { decodeDirectory, encodeDirectory, type Directory } from '../../../lib/sports/names/directory.ts';
import { mergeDirectory } from '../../../lib/sports/names/merge-directory.ts';
import { directoryIndex } from '../../../lib/sports/names/name-index.ts';
import { matchName } from '../../../lib/sports/names/match.ts';
import type { PlayerId, TeamId } from '../../../lib/sports/model/index.ts';
import { nameForm } from '../../../lib/sports/names/name-form.ts';
import type { AthleteRecord } from '../../../lib/sports/upstream/index.ts';
import { describeRecorded, recordedJson } from '../../support/recorded.ts';

// The rosters of a whole season may not be published here; they may lie beside the checkout.
const TABLE = join(import.meta.dirname, '../../../../shared/tables/nflverse-roster_2025.csv');

/** RFC 4180: fields may be quoted, and hold commas, quotes and line ends then. */
const parseCsv = (text: string): readonly (readonly string[])[] => {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end !== ',') rows.push([]);
  }
  return rows.filter((row) => row.length > 1);
};

const tableAthletes = (): { readonly rows: number; readonly athletes: readonly AthleteRecord[] } => {
  const [header = [], ...rows] = parseCsv(readFileSync(TABLE, 'utf8'));
  const column = (row: readonly string[], name: string): string => row[header.indexOf(name)] ?? '';
  const athletes = rows.flatMap((row): AthleteRecord[] => {
    // Written as a number that once was a fraction: `4262921.0`.
    const id = /^(\d+)(?:\.0)?$/.exec(column(row, 'espn_id'))?.[1];
    if (id === undefined) return [];
    const teamId = column(row, 'team') as TeamId;
    const position = column(row, 'position');
    return [{ id: id as PlayerId, name: column(row, 'full_name'), teamId, position, jersey: null, status: 'active' }];
  });
  return { rows: rows.length, athletes };
};

const directoryOf = (everyPlayer: readonly AthleteRecord[]): Directory => ({
  league: 'nfl',
  players: mergeDirectory({ everyPlayer }),
});

const candidates = (directory: Directory, name: string): readonly string[] => {
  const form = nameForm(name);
  return (matchName(form, directoryIndex(directory), aliasesOf('nfl', form))?.candidates ?? []).map(({ id }) => id);
};

describe.skipIf(!existsSync(TABLE))('the rosters of a whole NFL season (skipped without ../shared/tables)', () => {
  it('resolve by name: every player to themselves, or to a few players including them', () => {
    const { rows, athletes } = tableAthletes();
    const directory = directoryOf(athletes);
    const found = directory.players.map(({ id, name }) => ({ id, ids: candidates(directory, name) }));
    const alone = found.filter(({ id, ids }) => ids.length === 1 && ids[0] === id).length;
    const ambiguous = found.filter(({ id, ids }) => ids.length > 1 && ids.includes(id)).length;
    console.info(`${rows} rows, ${found.length} ids: ${alone} resolve alone, ${ambiguous} are ambiguous`);
    expect(found.length).toBeGreaterThan(2000);
    expect(alone + ambiguous).toBe(found.length);
    expect(ambiguous).toBeLessThan(30);
  });
});

describeRecorded("the provider's own list of 2025", () => {
  const listed = (): readonly AthleteRecord[] =>
    (recordedJson('espn/nfl/fantasy-players_wl-2025.json') as readonly Listed[])
      .filter(({ id, fullName }) => id > 0 && typeof fullName === 'string')
      .map(({ id, fullName = '', proTeamId }) => ({
        id: String(id) as PlayerId,
        name: fullName,
        teamId: proTeamId === 0 ? null : (String(proTeamId) as TeamId),
        position: 'WR',
        jersey: '10',
        status: 'active',
      }));

  it('takes less than 250 KB as a directory, and is decoded whole', () => {
    const directory = directoryOf(listed());
    const text = JSON.stringify(encodeDirectory(directory));
    expect(directory.players.length).toBeGreaterThan(10_000);
    expect(gzipSync(text).byteLength).toBeLessThan(250_000);
    expect(decodeDirectory(JSON.parse(text), 'nfl')).toEqual(directory);
  });

  it.skipIf(!existsSync(TABLE))('knows players by the names that another list has for them', () => {
    const directory = directoryOf(listed());
    const known = new Set(directory.players.map(({ id }) => id));
    const asked = tableAthletes().athletes.filter(({ id }) => known.has(id));
    const found = asked.map(({ id, name }) => ({ id, name, ids: candidates(directory, name) }));
    const wrong = found.filter(({ id, ids }) => ids.length > 0 && !ids.includes(id));
    const missed = found.filter(({ ids }) => ids.length === 0);
    console.info(`${asked.length} of both lists: ${missed.length} missed, ${wrong.length} taken for another`);
    expect(missed.map(({ name }) => name)).toEqual([]);
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });
});

interface Listed {
  readonly id: number;
  readonly fullName?: string;
  readonly proTeamId: number;
}
