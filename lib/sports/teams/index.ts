/**
 * Which team a text names: ids, abbreviations, places, nicknames, other sources' and former names. The tables behind it
 * are loaded for a text that is not written as the provider writes it.
 */
export { findTeams, nearestTeams } from './find.ts';
