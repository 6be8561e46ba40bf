import * as v from 'valibot';
import { describe, expect, it, vi } from 'vitest';
import { parseBody, parseParameters } from '../../lib/http/input.ts';

const Schema = v.strictObject({ name: v.string('must be a text'), team: v.optional(v.string()) });

/** A body of so many bytes, most of them two to a letter. */
const bodyOf = (bytes: number): string => {
  const name = 'é'.repeat(32_000);
  const frame = Buffer.byteLength(JSON.stringify({ name }));
  return JSON.stringify({ name: name + 'x'.repeat(bytes - frame) });
};

it('a body has 65,536 bytes at most', () => {
  expect(parseBody(Schema, { body: bodyOf(65_536) })).toMatchObject({ name: expect.stringMatching(/^é/) as string });
  expect(() => parseBody(Schema, { body: bodyOf(65_537) })).toThrow(
    expect.objectContaining({ code: 'body-too-large', details: { field: 'body' } }),
  );
});

it('a body may come in base64, as API Gateway passes on what it takes for binary', () => {
  const body = Buffer.from('{"name":"Élise"}').toString('base64');
  expect(parseBody(Schema, { body, isBase64Encoded: true })).toEqual({ name: 'Élise' });
  expect(() => parseBody(Schema, { body })).toThrow('The body is not JSON');
  expect(() => parseBody(Schema, {})).toThrow('The body is not JSON');
});

it.each([
  [{}, 'name is missing', 'name'],
  [{ name: 7 }, 'name must be a text', 'name'],
  // What is not known says what was meant, and is named first.
  [{ nmae: 'x' }, 'nmae is not known here; known are name, team', 'nmae'],
  [{ Name: 'x' }, 'Name is not known here; did you mean name?', 'Name'],
])('of %j it says what is wrong', (values, message, field) => {
  expect(() => parseParameters(Schema, values)).toThrow(
    expect.objectContaining({ message, code: 'invalid-parameter', details: { field } }),
  );
  expect(() => parseBody(Schema, { body: JSON.stringify(values) })).toThrow(
    expect.objectContaining({ message, code: 'invalid-body' }),
  );
});

describe('parameters that come again', () => {
  const counting = () => {
    const read = vi.fn((text: string) => text.toUpperCase());
    const schema = v.strictObject({
      name: v.pipe(v.string(), v.minLength(2), v.transform(read)),
      team: v.optional(v.string(), 'none'),
    });
    return { read, schema };
  };

  it('are parsed once, and what they were parsed to cannot be changed', () => {
    const { read, schema } = counting();
    const first = parseParameters(schema, { name: 'allen' });
    expect(parseParameters(schema, { name: 'allen' })).toBe(first);
    expect(first).toEqual({ name: 'ALLEN', team: 'none' });
    expect(Object.isFrozen(first)).toBe(true);
    expect(read).toHaveBeenCalledTimes(1);
  });

  it('are told apart by their names and values, whatever those have in them', () => {
    const { schema } = counting();
    const like = [{ name: 'a","team":"b' }, { name: 'a', team: 'b' }, { name: 'a=b&team=' }, { name: 'aa', team: '' }];
    const parsed = () =>
      like
        .slice(0, 1)
        .concat(like.slice(2))
        .map((each) => parseParameters(schema, each));
    expect(parsed()).toEqual(parsed());
    expect(new Set(parsed().map((each) => JSON.stringify(each))).size).toBe(3);
  });

  it('are refused each time they are wrong', () => {
    const { schema } = counting();
    for (let time = 0; time < 2; time += 1) expect(() => parseParameters(schema, { name: 'x' })).toThrow(/^name /);
  });

  it('are parsed to the same where there are more of them than are remembered, and long ones', () => {
    const { read, schema } = counting();
    const names = [...Array.from({ length: 250 }, (_, index) => `name ${index}`), 'x'.repeat(500)];
    for (const name of [...names, ...names]) {
      expect(parseParameters(schema, { name })).toEqual({ name: name.toUpperCase(), team: 'none' });
    }
    // None that is parsed again was remembered.
    expect(read.mock.calls.length).toBeGreaterThan(names.length);
  });
});
