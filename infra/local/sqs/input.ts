import { invalidValue, SqsFault } from './faults.ts';

/** The JSON object of a request, or of one entry of a batch. */
export type Input = Readonly<Record<string, unknown>>;

export const isInput = (value: unknown): value is Input =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const parseInput = (text: string): Input => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Answered below.
  }
  if (!isInput(value)) throw wrongType('the request');
  return value;
};

export const textOf = (input: Input, name: string): string => {
  const value = input[name] ?? '';
  if (typeof value !== 'string') throw wrongType(name);
  if (value === '') throw new SqsFault('MissingParameter', `The request must contain the parameter ${name}.`);
  return value;
};

export interface WholeNumber {
  readonly min: number;
  readonly max: number;
}

export const wholeNumberOf = (input: Input, name: string, { min, max }: WholeNumber): number | undefined => {
  const value = input[name] ?? undefined;
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value)) throw wrongType(name);
  if (value < min || value > max) throw invalidValue(name, value, `Must be between ${min} and ${max}, if provided.`);
  return value;
};

/** A list of names, such as requested attributes; empty when absent. */
export const namesOf = (input: Input, name: string): readonly string[] => {
  const value = input[name] ?? [];
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) throw wrongType(name);
  return value;
};

export const wrongType = (name: string): SqsFault =>
  new SqsFault('SerializationException', `${name} does not have the expected type`);
