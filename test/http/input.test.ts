import * as v from 'valibot';
import { expect, it } from 'vitest';
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
