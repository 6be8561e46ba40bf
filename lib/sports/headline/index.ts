/** What people quote of a stat line, by the player's position. It needs the glossary, a long text: load it lazily. */
export { headlinesIn, type HeadlineFor, type HeadlineOf } from './headline.ts';
