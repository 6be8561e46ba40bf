/** Where nobody but this machine can ask. */
export const LOOPBACK = '127.0.0.1';
