interface Preference {
  /** From 0 to 1. */
  readonly weight: number;
  /** 2: the type itself; 1: all of its kind; 0: anything. */
  readonly precision: number;
}

const NEITHER: Preference = { weight: 0, precision: -1 };

/**
 * Whether a client rather reads a page than JSON (RFC 9110, 12.5.1). Browsers name `text/html`; whoever takes anything
 * (curl, most HTTP libraries) gets JSON.
 */
export const wantsHtml = (accept: string | undefined): boolean => {
  if (accept === undefined) return false;
  const html = preferenceFor('text/html', accept);
  const json = preferenceFor('application/json', accept);
  if (html.weight === 0) return false;
  return html.weight > json.weight || (html.weight === json.weight && html.precision > json.precision);
};

/** By the most precise range that takes the type. */
const preferenceFor = (type: string, accept: string): Preference => {
  const ranges = [type, type.replace(/\/.*/, '/*'), '*/*'];
  let best = NEITHER;
  for (const member of accept.split(',')) {
    const [range = '', ...parameters] = member.split(';').map((part) => part.trim().toLowerCase());
    const precision = 2 - ranges.indexOf(range);
    if (precision <= 2 && precision > best.precision) best = { weight: weightOf(parameters), precision };
  }
  return best;
};

const weightOf = (parameters: readonly string[]): number => {
  const weight = parameters.find((parameter) => parameter.startsWith('q='));
  if (weight === undefined) return 1;
  const number = Number(weight.slice(2));
  return number >= 0 && number <= 1 ? number : 0;
};
