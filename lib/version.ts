/** The version of the API's contract, as package.json has it: a function has no package.json. */
export const VERSION = '0.2.0';
