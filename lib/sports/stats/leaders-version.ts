/** To be raised when what a page of leaders means changes and its types do not: that is another shape, too. */
export const LEADERS_VERSION = 1;
