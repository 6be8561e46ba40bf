import { textAt } from './read.ts';

/** Origins (`https://a.espncdn.com`) to which an address may lead that is shown to anybody. */
export interface ShownOrigins {
  readonly pictures: ReadonlySet<string>;
  readonly pages: ReadonlySet<string>;
}

const ESPN_ORIGINS: ShownOrigins = {
  // Of 4,800 pictures in recorded bodies all but one are here.
  pictures: new Set(['https://a.espncdn.com']),
  pages: new Set(['https://www.espn.com']),
};

/** ESPN's own at the provider's address, which ends in `domain`; elsewhere, as at a simulated provider, that address alone. */
export const shownOrigins = (address: string, domain: string): ShownOrigins => {
  const { protocol, hostname, origin } = new URL(address);
  if (protocol === 'https:' && hostname.endsWith(`.${domain}`)) return ESPN_ORIGINS;
  return { pictures: new Set([origin]), pages: new Set([origin]) };
};

// The longest in a recorded body has 106 characters.
const MAX_ADDRESS_LENGTH = 300;

/** null for an address that leads to any other origin, or is none. */
export const addressAt = (
  json: unknown,
  origins: ReadonlySet<string>,
  ...path: readonly (string | number)[]
): string | null => {
  const text = textAt(json, ...path);
  if (text === null || text.length > MAX_ADDRESS_LENGTH) return null;
  const url = URL.parse(text);
  // Text in front of an @ would pass for the host.
  const isPlain = url !== null && url.username === '' && url.password === '';
  return isPlain && origins.has(url.origin) ? url.href : null;
};
