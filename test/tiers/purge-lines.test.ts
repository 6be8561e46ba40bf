import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { completeLog, createLogReader, markOf, readLog, writeLines, writeLog } from '../../lib/tiers/purge-lines.ts';
import { bytesKept } from '../support/heap.ts';

const word = fc.stringMatching(/^[\x21-\x7e]{1,40}$/);
const line = fc.tuple(word, word);
const STAMP = '01K4ZZZZZZZZZZZZZZZZZZZZZ0';

describe('a purge log as lines', () => {
  it('reads what was written, then appended: the last stamp of a scope', () => {
    fc.assert(
      fc.property(fc.array(line), fc.array(line), (first, then) => {
        const text = writeLog(new Map(first)) + writeLines(then);
        expect(readLog(text)).toEqual(new Map([...first, ...then]));
      }),
    );
  });

  it.each([
    ['nothing', ''],
    ['lines that an append made after the log had been evicted', 'team:12 01K4\n'],
    ['the header of another version', '#2\nteam:12 01K4\n'],
    ['a line that was cut', '#1\nteam:12 01K4'],
    ['a header that was cut', '#1'],
    ['a line without a stamp', '#1\nteam:12\n'],
    ['a line of three words', '#1\nteam:12 01K4 x\n'],
    ['an empty line', '#1\n\nteam:12 01K4\n'],
    ['a header between lines', '#1\n* 01K4\n#1\n'],
    ['a line of other letters', '#1\néquipe 01K4\n'],
    ['no text of ours', '{"v":2}\n'],
  ])('takes %s for no log', (_, text) => {
    expect(readLog(text)).toBeUndefined();
  });

  it('lets go of its text: a stamp in an entry keeps no log in memory', async () => {
    const lines = Array.from({ length: 1000 }, (_, index) => [`player:${3_000_000 + index}`, STAMP] as const);
    // A text of its own each time, as each answer of Redis is.
    const read = (index: number) =>
      readLog(`${writeLog(new Map(lines))}team:${index} ${STAMP}\n`)?.get('player:3000000');
    const { bytes } = await bytesKept(() => Array.from({ length: 100 }, (_, index) => read(index)));
    expect(bytes).toBeLessThan(100_000);
  });

  it('never takes a part of a log for one that lacks purges', () => {
    const log = new Map(Array.from({ length: 20 }, (_, index) => [`team:${index}`, `01K4${index}`]));
    const text = writeLog(log);
    for (let length = 0; length < text.length; length += 1) {
      const part = readLog(text.slice(0, length));
      // Cut at the end of a line it cannot be told from a shorter log; no store cuts there.
      if (part !== undefined) expect(text[length - 1]).toBe('\n');
    }
  });

  const copy = new Map([
    ['*', 'OLD'],
    ['team:1', 'OLD'],
  ]);
  let stamps = 0;
  const newStamp = (): string => `own-${(stamps += 1)}`;

  it('is completed from a copy by the lines that were appended meanwhile, which are newer', () => {
    const text = `${markOf('here')}team:1 NEW\nteam:2 FIRST\nteam:2 NEW\n`;
    expect(completeLog(copy, text, newStamp)).toEqual(new Map([...copy, ['team:1', 'NEW'], ['team:2', 'NEW']]));
  });

  it.each(['nonsense\nteam:1 NEW\nteam:2 FIRST\nteam:2 NEW\n', '#1\n* OLD\nteam:1 NEW\nteam:2 NEW\nteam:3 cu'])(
    'purges anew a scope about which the copy and a spoilt text disagree: %j',
    (text) => {
      const log = completeLog(copy, text, newStamp);
      expect(log).toEqual(new Map([...copy, ['team:1', `own-${stamps}`], ['team:2', 'NEW']]));
    },
  );
});

describe('a reader of purge logs', () => {
  const text = writeLog(new Map(Array.from({ length: 500 }, (_, index) => [`player:${index}`, STAMP])));
  const linesRead = (read: () => unknown): number => {
    const exec = vi.spyOn(RegExp.prototype, 'exec');
    try {
      read();
      return exec.mock.calls.length;
    } finally {
      exec.mockRestore();
    }
  };

  it('reads a log that has not changed once, and of one that has grown what is new', () => {
    const read = createLogReader();
    expect(linesRead(() => read('nfl', text))).toBe(500);
    const log = read('nfl', text);
    // Another text of the same letters, as each answer of Redis is.
    const again = Buffer.from(text).toString();
    expect(linesRead(() => read('nfl', again))).toBe(0);
    expect(read('nfl', again)).toBe(log);
    expect(linesRead(() => read('nfl', `${text}team:12 ${STAMP}\n`))).toBe(1);
    expect(linesRead(() => read('nba', text))).toBe(500);
  });

  it('reads whatever comes as one who sees it for the first time', () => {
    const piece = fc.oneof(
      fc.constant('#1\n'),
      line.map(([scope, stamp]) => `${scope} ${stamp}\n`),
      fc.constantFrom('', '\n', 'cut 01', 'x', ' '),
    );
    const change = fc.record({
      isAppended: fc.boolean(),
      text: fc.array(piece, { maxLength: 6 }).map((all) => all.join('')),
    });
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        const read = createLogReader();
        let now = '#1\n';
        for (const { isAppended, text: next } of changes) {
          now = isAppended ? now + next : next;
          expect(read('nfl', now)).toEqual(readLog(now));
        }
      }),
    );
  });
});
