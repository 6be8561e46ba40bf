import { parseArgs } from 'node:util';
import { comparePeers, TABLES } from './run.ts';

const USAGE = `Usage: npm run bench -- peers [options]

  Statline's engine beside other caches, on a real redis-server.
  --quick        fewer rounds and no outages
  --only NAME    one table: ${TABLES.join(', ')}; may be repeated
`;

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [] },
    help: { type: 'boolean', default: false },
  },
});

// A signal ends the program as its own end does: whatever it started is ended with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

if (values.help) process.stdout.write(USAGE);
else if (values.only.every((name) => TABLES.includes(name))) await comparePeers(values);
else {
  process.stderr.write(USAGE);
  process.exitCode = 2;
}
