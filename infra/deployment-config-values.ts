import * as v from 'valibot';

// A value is a string from the command line and may be a number, a boolean or a list from cdk.json.

export const text = (most: number) => {
  const message = `must be 1 to ${most} printable characters`;
  return v.pipe(v.string(message), v.trim(), v.regex(new RegExp(`^[\\x20-\\x7e]{1,${most}}$`), message));
};

export const secretName = v.pipe(
  v.string('must be the name or ARN of a secret'),
  v.regex(/^[\w/+=.@:-]{1,600}$/, 'must be the name or ARN of a secret'),
);

export const region = v.pipe(v.string(), v.regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be a region, as in eu-west-1'));

export const whole = (least: number, most: number) => {
  const message = `must be a whole number from ${least} to ${most}`;
  return v.pipe(
    v.union([v.number(), v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number))], message),
    v.integer(message),
    v.minValue(least, message),
    v.maxValue(most, message),
  );
};

/** One of some numbers. */
export const oneOf = <const T extends number>(numbers: readonly T[]) =>
  v.pipe(
    v.union([v.number(), v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number))]),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      const found = numbers.find((number) => number === dataset.value);
      if (found !== undefined) return found;
      addIssue({ message: `must be one of ${numbers.join(', ')}` });
      return NEVER;
    }),
  );

export const choice = <const T extends readonly string[]>(choices: T) =>
  v.picklist(choices, `must be ${choices.join(' or ')}`);

export const flag = v.pipe(
  v.union([v.boolean(), v.picklist(['true', 'false'])], 'must be true or false'),
  v.transform((value) => value === true || value === 'true'),
);

export const list = <const S extends v.GenericSchema<unknown, string>>(item: S) =>
  v.pipe(
    v.union(
      [
        v.array(v.unknown()),
        v.pipe(
          v.string(),
          v.transform((value) => value.split(',')),
        ),
      ],
      'must be a list',
    ),
    v.array(item),
    v.minLength(1, 'must not be an empty list'),
    v.transform((values) => [...new Set(values)]),
  );
