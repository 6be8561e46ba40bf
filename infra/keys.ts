import { randomBytes } from 'node:crypto';
import { keysCommand } from './keys/command.ts';
import { secretStore } from './keys/secret-store.ts';

try {
  const said = await keysCommand({
    args: process.argv.slice(2),
    openSecret: (secretId) => secretStore({ secretId }),
    random: () => randomBytes(32),
  });
  process.stdout.write(`${said}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
