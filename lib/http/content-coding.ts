/**
 * Whether a client takes gzip (RFC 9110, 12.5.3): a coding that is named beats `*`, and one with the weight 0 is refused.
 * Everything else is sent as it is: `identity;q=0`, which would leave nothing to send to some clients, is not honoured.
 */
export const acceptsGzip = (headers: Readonly<Record<string, string | undefined>>): boolean => {
  const accepted = headers['accept-encoding'];
  if (accepted === undefined) return false;
  const known = remembered.get(accepted);
  if (known !== undefined) return known;
  const accepts = takesGzip(accepted);
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  if (accepted.length <= MAX_REMEMBERED_CHARS) remembered.set(accepted, accepts);
  return accepts;
};

// Clients send a handful of them, and each sends always the same.
const MAX_REMEMBERED = 100;
const MAX_REMEMBERED_CHARS = 200;
const remembered = new Map<string, boolean>();

const takesGzip = (accepted: string): boolean => {
  let any = 0;
  let named: number | undefined;
  for (const member of accepted.split(',')) {
    const [coding = '', ...parameters] = member.split(';').map((part) => part.trim().toLowerCase());
    if (coding === '*') any = weightOf(parameters);
    if (coding === 'gzip' || coding === 'x-gzip') named = Math.max(named ?? 0, weightOf(parameters));
  }
  return (named ?? any) > 0;
};

// A weight that is none refuses: whoever cannot write one is sent what everybody can read.
const WEIGHT = /^q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/;

const weightOf = (parameters: readonly string[]): number => {
  const weight = parameters.find((parameter) => /^q\s*=/.test(parameter));
  return weight === undefined ? 1 : Number(WEIGHT.exec(weight)?.[1] ?? 0);
};
