import { describe, expect, it } from 'vitest';
import type { DocumentStore } from '../../lib/ledgers/document-store.ts';
import { createDynamoDbClient } from '../../lib/tiers/dynamodb/client.ts';
import { createDynamoDbDocumentStore } from '../../lib/tiers/dynamodb/document-store.ts';
import { createLocalLedgers } from '../support/local-ledgers.ts';
import { createMemoryDocumentStore } from '../support/memory-document-store.ts';

const ledgers = createLocalLedgers();
const STORES: readonly [string, () => DocumentStore][] = [
  ['in memory', createMemoryDocumentStore],
  ['in DynamoDB', () => ledgers.open(crypto.randomUUID()).documents],
];

describe.each(STORES)('a document store %s', (_name, open) => {
  it('knows nothing of a document that nobody has written', async () => {
    expect(await open().read('popularity:nfl')).toBeUndefined();
  });

  it('reads what was written, document by document, and counts the writes', async () => {
    const documents = open();
    expect(await documents.compareAndSet('popularity:nfl', 'first', undefined)).toBe(true);
    expect(await documents.compareAndSet('popularity:nba', '', undefined)).toBe(true);
    const first = await documents.read('popularity:nfl');
    expect(first).toEqual({ text: 'first', version: 1 });
    expect(await documents.compareAndSet('popularity:nfl', 'zweite „Seite“ 🏈', first)).toBe(true);
    expect(await documents.read('popularity:nfl')).toEqual({ text: 'zweite „Seite“ 🏈', version: 2 });
    expect(await documents.read('popularity:nba')).toEqual({ text: '', version: 1 });
  });

  it('changes nothing when somebody else has written meanwhile', async () => {
    const documents = open();
    await documents.compareAndSet('position', '1', undefined);
    const read = await documents.read('position');
    await documents.compareAndSet('position', '2', read);
    expect(await documents.compareAndSet('position', 'lost', read)).toBe(false);
    expect(await documents.compareAndSet('position', 'lost', undefined)).toBe(false);
    expect(await documents.compareAndSet('other', 'lost', read)).toBe(false);
    expect(await documents.read('position')).toEqual({ text: '2', version: 2 });
    expect(await documents.read('other')).toBeUndefined();
  });

  it('lets one of many win who have read the same', async () => {
    const documents = open();
    const wrote = await Promise.all(
      Array.from({ length: 8 }, (_, index) => documents.compareAndSet('race', String(index), undefined)),
    );
    expect(wrote.filter(Boolean)).toHaveLength(1);
    expect(await documents.read('race')).toEqual({ text: String(wrote.indexOf(true)), version: 1 });
  });
});

describe('a document store in DynamoDB', () => {
  it('shares its documents with other environments, and keeps them without a time to live', async () => {
    await ledgers.open('shared').documents.compareAndSet('position', '7', undefined);
    expect(await ledgers.open('shared').documents.read('position')).toEqual({ text: '7', version: 1 });
  });

  it.each([
    ['without a text', { version: { N: '3' } }],
    ['with a text of another kind', { text: { M: {} }, version: { N: '3' } }],
    ['without a version', { text: { S: 'old' } }],
    ['with a version of another kind', { text: { S: 'old' }, version: { S: 'three' } }],
  ])('takes what it cannot read for no document, %s, and lets one of two writers replace it', async (what, garbage) => {
    const { tableName, client } = ledgers.table();
    const pk = { S: `${what}:note:popularity:nfl` };
    await createDynamoDbClient(client).put({ TableName: tableName, Item: { pk, ...garbage } });
    const { documents } = ledgers.open(what);
    expect(await documents.read('popularity:nfl')).toBeUndefined();
    const wrote = await Promise.all(
      ['1', '2'].map((text) => documents.compareAndSet('popularity:nfl', text, undefined)),
    );
    expect(wrote.toSorted()).toEqual([false, true]);
    const document = await documents.read('popularity:nfl');
    expect(document).toEqual({ text: String(wrote.indexOf(true) + 1), version: 1 });
    expect(await documents.compareAndSet('popularity:nfl', 'on it goes', document)).toBe(true);
  });

  it('knows its own write when the client has sent it twice, because no answer came', async () => {
    const { tableName, client } = ledgers.table();
    const table = createDynamoDbClient(client);
    const twice = createDynamoDbDocumentStore({
      client: {
        ...table,
        async put(input) {
          await table.put(input);
          return table.put(input);
        },
      },
      tableName,
      prefix: 'twice:',
    });
    expect(await twice.compareAndSet('position', '1', undefined)).toBe(true);
    const document = await twice.read('position');
    expect(await twice.compareAndSet('position', '2', document)).toBe(true);
    expect(await twice.read('position')).toEqual({ text: '2', version: 2 });
    expect(await twice.compareAndSet('position', 'lost', document)).toBe(false);
  });

  it('refuses a document that does not fit an item, and says so', async () => {
    const long = 'x'.repeat(350_001);
    await expect(ledgers.open('long').documents.compareAndSet('popularity:nfl', long, undefined)).rejects.toThrow(
      'The document popularity:nfl has 350001 bytes, more than 350000',
    );
  });

  it('rejects when it cannot be reached: a caller that cannot remember must not guess', async () => {
    const documents = createMemoryDocumentStore();
    documents.fail();
    await expect(documents.read('position')).rejects.toThrow('out of order');
    await expect(documents.compareAndSet('position', '1', undefined)).rejects.toThrow('out of order');
  });
});
