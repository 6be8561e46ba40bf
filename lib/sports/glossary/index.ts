/** What every stat is: its label, its unit, and which way it is better. A long text: load this room lazily. */
export { displayStat, type DisplayedStat } from './display.ts';
export { glossaryOf, statLookup, type KnownStat, type StatLookup } from './glossary.ts';
