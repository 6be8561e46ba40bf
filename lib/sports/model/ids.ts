declare const brand: unique symbol;

/** A provider's player id, see `PROVIDER_ID`. Unique within a sport. */
export type PlayerId = string & { readonly [brand]: 'PlayerId' };

/** A provider's team id, see `PROVIDER_ID`. Meaningless without its league. */
export type TeamId = string & { readonly [brand]: 'TeamId' };

/**
 * What an id looks like wherever one is read: in a path, a key, a message, a provider's body. 1 to 19 digits (a 64-bit
 * number) without leading zeros, so that a player has one key. Ids become keys and paths: nothing else may be in them.
 */
export const PROVIDER_ID = /^(?:0|[1-9]\d{0,18})$/;

export const isPlayerId = (text: string): text is PlayerId => PROVIDER_ID.test(text);

export const isTeamId = (text: string): text is TeamId => PROVIDER_ID.test(text);

/** Digits as ids are written: `003139477` becomes `3139477`. Other texts stay as they are. */
export const withoutLeadingZeros = (text: string): string => text.replace(/^0+(?=\d+$)/, '');

export type LeagueId = 'nfl' | 'nba' | 'mlb' | 'nhl' | 'wnba' | 'cfb' | 'mbb' | 'wbb';

export type Sport = 'football' | 'basketball' | 'baseball' | 'hockey';
