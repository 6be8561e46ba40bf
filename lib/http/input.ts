import * as v from 'valibot';
import { HttpProblem } from './problem.ts';

/** Parameters from a path or a query string. Throws a problem that names the first parameter that is wrong. */
export const parseParameters = <S extends v.GenericSchema>(schema: S, values: unknown): v.InferOutput<S> =>
  parse(schema, values, 'invalid-parameter');

/** A JSON document. Throws a problem that names the first member that is wrong. */
export const parseBody = <S extends v.GenericSchema>(
  schema: S,
  { body, isBase64Encoded = false }: { readonly body?: string | undefined; readonly isBase64Encoded?: boolean },
): v.InferOutput<S> => {
  const text = isBase64Encoded ? Buffer.from(body ?? '', 'base64').toString('utf8') : (body ?? '');
  if (Buffer.byteLength(text) > MAX_BODY_BYTES) {
    throw new HttpProblem('body-too-large', `A body may have ${MAX_BODY_BYTES} bytes at most`, { field: 'body' });
  }
  const json = parseJson(text);
  if (Array.isArray(json)) throw new HttpProblem('invalid-body', 'The body must be a JSON object', { field: 'body' });
  return parse(schema, json, 'invalid-body');
};

// A hundred names of a hundred letters fit several times over.
const MAX_BODY_BYTES = 64 * 1024;

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpProblem('invalid-body', 'The body is not JSON', { field: 'body' });
  }
};

const parse = <S extends v.GenericSchema>(
  schema: S,
  value: unknown,
  code: 'invalid-parameter' | 'invalid-body',
): v.InferOutput<S> => {
  const parsed = v.safeParse(schema, value, { abortEarly: true });
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const field = v.getDotPath(issue) ?? 'body';
  throw new HttpProblem(code, `${field} ${wording(issue)}`, { field });
};

const wording = (issue: v.BaseIssue<unknown>): string => {
  if (issue.type === 'strict_object' && issue.expected === 'never') return 'is not known here';
  if (issue.type === 'strict_object' && issue.received === 'undefined') return 'is missing';
  return issue.message;
};
