import { COMMANDS } from './commands.ts';

// Run once, and after each change of the commands: DISCORD_APPLICATION_ID=… DISCORD_TOKEN=… node register.ts

const { DISCORD_APPLICATION_ID, DISCORD_TOKEN, DISCORD_API = 'https://discord.com/api/v10' } = process.env;

const response = await fetch(`${DISCORD_API}/applications/${DISCORD_APPLICATION_ID ?? ''}/commands`, {
  method: 'PUT',
  headers: { authorization: `Bot ${DISCORD_TOKEN ?? ''}`, 'content-type': 'application/json' },
  body: JSON.stringify(COMMANDS),
  signal: AbortSignal.timeout(10_000),
});
console.log(response.ok ? 'Registered' : `Refused: ${response.status} ${await response.text()}`);
if (!response.ok) process.exitCode = 1;
