// What the edge in front of the provider lets through since August 2026, as far as people have told one another.
const PROGRAMS = /^(curl|python-requests|python-httpx|go-http-client|okhttp|axios)\//i;
const WITH_ADDRESS = /^[\w.-]+\/[\w.-]+ .*\(\+https?:\/\/[^\s)]+\)/;

/**
 * Whether a client by this name is answered. Browsers' names, the defaults of Node, Deno, Bun, Wget and Postman, a
 * bare `Name/1.0` and no name at all are refused; a name with an address, and some well-known programs, are not.
 */
export const isWelcome = (userAgent: string | undefined): boolean =>
  userAgent !== undefined && (PROGRAMS.test(userAgent) || WITH_ADDRESS.test(userAgent));
