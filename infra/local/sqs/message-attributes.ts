import { createHash } from 'node:crypto';
import { SqsFault } from './faults.ts';
import { isInput, wrongType, type Input } from './input.ts';

/** As on the wire; a binary value is base64. */
export interface MessageAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  readonly BinaryValue?: string;
}
export type MessageAttributes = ReadonlyMap<string, MessageAttribute>;

const MAX_ATTRIBUTES = 10;
const NAME = /^[\w.-]{1,256}$/;
const DATA_TYPE = /^(?:String|Number|Binary)(?:\..{1,249})?$/;

export const parseAttributes = (input: Input): MessageAttributes => {
  const value = input.MessageAttributes ?? {};
  if (!isInput(value)) throw wrongType('MessageAttributes');
  const given = Object.entries(value);
  if (given.length > MAX_ATTRIBUTES) {
    throw invalid(`Number of message attributes [${given.length}] exceeds the allowed maximum [${MAX_ATTRIBUTES}].`);
  }
  return new Map(given.map(([name, attribute]) => [name, parseAttribute(name, attribute)]));
};

const parseAttribute = (name: string, value: unknown): MessageAttribute => {
  if (!NAME.test(name)) throw invalid(`Message attribute name '${name.slice(0, 256)}' is invalid.`);
  if (!isInput(value)) throw wrongType(`MessageAttributes.${name}`);
  const { DataType, StringValue, BinaryValue } = value;
  if (typeof DataType !== 'string' || !DATA_TYPE.test(DataType)) {
    throw invalid(`The message attribute '${name}' has an invalid message attribute type.`);
  }
  const isBinary = DataType.startsWith('Binary');
  const content = isBinary ? BinaryValue : StringValue;
  if (typeof content !== 'string' || content === '') {
    throw invalid(`The message attribute '${name}' must contain a non-empty value of type ${DataType}.`);
  }
  return { DataType, [isBinary ? 'BinaryValue' : 'StringValue']: content };
};

const invalid = (message: string): SqsFault => new SqsFault('InvalidParameterValue', message);

const contentOf = ({ StringValue, BinaryValue = '' }: MessageAttribute): Buffer =>
  StringValue === undefined ? Buffer.from(BinaryValue, 'base64') : Buffer.from(StringValue, 'utf8');

/** They count towards the size of a message. */
export const bytesOf = (attributes: MessageAttributes): number => {
  let bytes = 0;
  for (const [name, attribute] of attributes) {
    bytes += Buffer.byteLength(name) + Buffer.byteLength(attribute.DataType) + contentOf(attribute).length;
  }
  return bytes;
};

/** The checksum as SQS defines it: sorted by name, each part behind its length. */
export const attributesMd5 = (attributes: MessageAttributes): string | undefined => {
  if (attributes.size === 0) return undefined;
  const hash = createHash('md5');
  const part = (bytes: Buffer): void => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    hash.update(length).update(bytes);
  };
  for (const [name, attribute] of [...attributes].sort(([a], [b]) => (a < b ? -1 : 1))) {
    part(Buffer.from(name));
    part(Buffer.from(attribute.DataType));
    hash.update(Buffer.from([attribute.StringValue === undefined ? 2 : 1]));
    part(contentOf(attribute));
  }
  return hash.digest('hex');
};

/** The attributes that a receiver asked for: by name, by `prefix.*`, or all. */
export const pickAttributes = (attributes: MessageAttributes, wanted: readonly string[]): MessageAttributes => {
  const isWanted = (name: string): boolean =>
    wanted.some(
      (want) =>
        want === 'All' || want === '.*' || want === name || (want.endsWith('.*') && name.startsWith(want.slice(0, -1))),
    );
  return new Map([...attributes].filter(([name]) => isWanted(name)));
};
