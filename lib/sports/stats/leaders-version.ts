/** To be raised when a stored page of leaders changes: a table that has filled another version is loaded again. */
export const LEADERS_VERSION = 1;
