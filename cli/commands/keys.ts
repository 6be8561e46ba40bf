import { randomBytes } from 'node:crypto';
import { keysCommands } from '../keys/commands.ts';
import { secretStore } from '../keys/secret-store.ts';

export const { create, list, limit, revoke, rotateAdmin } = keysCommands({
  openSecret: (secretId) => secretStore({ secretId }),
  random: () => randomBytes(32),
});
