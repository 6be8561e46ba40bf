import { parseArgs } from 'node:util';
import { comparePeers, TABLES } from './peers/run.ts';

const USAGE = `Usage: npm run bench -- NAME [options]

  peers    Statline's engine beside other caches, on a real redis-server
           --quick        fewer rounds and no outages
           --only NAME    one table: ${TABLES.join(', ')}; may be repeated
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string', multiple: true, default: [] } },
});

// A signal ends the program as its own end does: whatever it started is ended with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

if (positionals[0] === 'peers' && values.only.every((name) => TABLES.includes(name))) await comparePeers(values);
else {
  process.stdout.write(USAGE);
  process.exitCode = positionals.length === 0 ? 0 : 1;
}
