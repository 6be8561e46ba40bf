import { hash } from '../random.ts';

/** An opaque id in the provider's form. */
export const guidOf = (uid: string): string => {
  const hex = [0, 1, 2, 3].map((part) => hash(`${part} ${uid}`).toString(16).padStart(8, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
};

/** The graph's links are plain http, and on some documents to a host that only the provider sees. */
export const coreRef = (path: string, host: 'com' | 'pvt' = 'com'): { readonly $ref: string } => ({
  $ref: `http://sports.core.api.espn.${host}/v2/${path}?lang=en&region=us`,
});

interface Link {
  readonly language: string;
  readonly rel: readonly string[];
  readonly href: string;
  readonly text: string;
  readonly shortText: string;
  readonly isExternal: boolean;
  readonly isPremium: boolean;
}

export const webLink = (rel: readonly string[], path: string, text: string): Link => ({
  language: 'en-US',
  rel,
  href: `https://www.espn.com/${path}`,
  text,
  shortText: text,
  isExternal: false,
  isPremium: false,
});

export const image = (path: string, rel: readonly string[]) => ({
  href: `https://a.espncdn.com/i/${path}`,
  width: 500,
  height: 500,
  rel,
});
