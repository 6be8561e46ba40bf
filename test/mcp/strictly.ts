import { Ajv2020 } from 'ajv/dist/2020.js';

type Json = Readonly<Record<string, unknown>>;

/** Judges a structure by the schema that a tool is listed with, where a member that nobody has described is a fault. */
export const strictly = (schema: unknown): ((structure: unknown) => readonly string[]) => {
  const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(closed(schema) as Json);
  return (structure) =>
    validate(structure)
      ? []
      : (validate.errors ?? []).map(
          (fault) => `${fault.instancePath} ${fault.message ?? ''} ${JSON.stringify(fault.params)}`,
        );
};

const closed = (schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, closed(value)]));
  return 'properties' in inner ? { additionalProperties: false, ...inner } : inner;
};
