import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { createStatlineClient } from '../../lib/client/index.ts';
import { createStatlineMcp } from '../../lib/mcp/index.ts';
import { defineCommand, TARGET_ARGS } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { openTarget, timeoutOf } from '../session/open.ts';
import { findTarget } from '../session/target.ts';

export const mcp = defineCommand({
  name: 'statline mcp',
  about: 'Serves the tools for agents on standard input and output',
  args: TARGET_ARGS,
  notes: [
    'EXAMPLES',
    '',
    '  statline mcp --url https://abc.execute-api.eu-west-1.amazonaws.com     with the key in STATLINE_KEY',
    '  statline mcp --profile home',
    '',
    'A host of agents starts it by itself: docs/mcp.md has its configuration. It ends when its input does.',
  ],
  async run({ timeout, ...target }, session) {
    // What is wrong with the address is told before a host waits for an answer.
    await openTarget(target, session);
    const { url, key } = await findTarget(target, session.env);
    const { fetch, version } = session;
    const client = createStatlineClient({ url, key, fetch, timeout: timeoutOf(timeout, 10) });
    const closed = new Promise<void>((resolve) => process.stdin.once('close', resolve).once('end', resolve));
    const server = serveStdio(createStatlineMcp({ client, version }));
    await closed;
    await server.close();
    return EXIT.answered;
  },
});
