import { describe, expect, it } from 'vitest';
import type { DocumentStore } from '../../lib/ledgers/document-store.ts';
import { createDynamoDbClient } from '../../lib/tiers/dynamodb/client.ts';
import { createLocalLedgers } from '../support/local-ledgers.ts';
import { createMemoryDocumentStore } from '../support/memory-document-store.ts';

const ledgers = createLocalLedgers();
const STORES: readonly [string, () => DocumentStore][] = [
  ['in memory', createMemoryDocumentStore],
  ['in DynamoDB', () => ledgers.open(crypto.randomUUID()).notebook],
];

describe.each(STORES)('a notebook %s', (_name, open) => {
  it('knows nothing of a page that nobody has written', async () => {
    expect(await open().read('popularity:nfl')).toBeUndefined();
  });

  it('reads what was written, page by page, and counts the writings', async () => {
    const notebook = open();
    expect(await notebook.compareAndSet('popularity:nfl', 'first', undefined)).toBe(true);
    expect(await notebook.compareAndSet('popularity:nba', '', undefined)).toBe(true);
    const first = await notebook.read('popularity:nfl');
    expect(first).toEqual({ text: 'first', version: 1 });
    expect(await notebook.compareAndSet('popularity:nfl', 'zweite „Seite“ 🏈', first)).toBe(true);
    expect(await notebook.read('popularity:nfl')).toEqual({ text: 'zweite „Seite“ 🏈', version: 2 });
    expect(await notebook.read('popularity:nba')).toEqual({ text: '', version: 1 });
  });

  it('changes nothing when somebody else has written meanwhile', async () => {
    const notebook = open();
    await notebook.compareAndSet('position', '1', undefined);
    const read = await notebook.read('position');
    await notebook.compareAndSet('position', '2', read);
    expect(await notebook.compareAndSet('position', 'lost', read)).toBe(false);
    expect(await notebook.compareAndSet('position', 'lost', undefined)).toBe(false);
    expect(await notebook.compareAndSet('other', 'lost', read)).toBe(false);
    expect(await notebook.read('position')).toEqual({ text: '2', version: 2 });
    expect(await notebook.read('other')).toBeUndefined();
  });

  it('lets one of many win who have read the same', async () => {
    const notebook = open();
    const wrote = await Promise.all(
      Array.from({ length: 8 }, (_, index) => notebook.compareAndSet('race', String(index), undefined)),
    );
    expect(wrote.filter(Boolean)).toHaveLength(1);
    expect(await notebook.read('race')).toEqual({ text: String(wrote.indexOf(true)), version: 1 });
  });
});

describe('a notebook in DynamoDB', () => {
  it('shares its pages with other environments, and keeps them without a time to live', async () => {
    await ledgers.open('shared').notebook.compareAndSet('position', '7', undefined);
    expect(await ledgers.open('shared').notebook.read('position')).toEqual({ text: '7', version: 1 });
  });

  it.each([
    ['without a text', { version: { N: '3' } }],
    ['with a text of another kind', { text: { M: {} }, version: { N: '3' } }],
    ['without a version', { text: { S: 'old' } }],
    ['with a version of another kind', { text: { S: 'old' }, version: { S: 'three' } }],
  ])('takes what it cannot read for no note, %s, and lets one of two writers replace it', async (what, garbage) => {
    const { tableName, config } = ledgers.table();
    const pk = { S: `${what}:note:popularity:nfl` };
    await createDynamoDbClient({ config }).put({ TableName: tableName, Item: { pk, ...garbage } });
    const { notebook } = ledgers.open(what);
    expect(await notebook.read('popularity:nfl')).toBeUndefined();
    const wrote = await Promise.all(
      ['1', '2'].map((text) => notebook.compareAndSet('popularity:nfl', text, undefined)),
    );
    expect(wrote.toSorted()).toEqual([false, true]);
    const note = await notebook.read('popularity:nfl');
    expect(note).toEqual({ text: String(wrote.indexOf(true) + 1), version: 1 });
    expect(await notebook.compareAndSet('popularity:nfl', 'on it goes', note)).toBe(true);
  });

  it('refuses a note that does not fit an item, and says so', async () => {
    const long = 'x'.repeat(350_001);
    await expect(ledgers.open('long').notebook.compareAndSet('popularity:nfl', long, undefined)).rejects.toThrow(
      'The note popularity:nfl has 350001 bytes, more than 350000',
    );
  });

  it('rejects when it cannot be reached: who cannot remember must not guess', async () => {
    const notebook = createMemoryDocumentStore();
    notebook.fail();
    await expect(notebook.read('position')).rejects.toThrow('out of order');
    await expect(notebook.compareAndSet('position', '1', undefined)).rejects.toThrow('out of order');
  });
});
