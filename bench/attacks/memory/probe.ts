import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { PROBE_SIGNAL, SAMPLE, STARTED, type Sample } from './sample.ts';

// Runs in an execution environment, before its bootstrap: collects and reports when it is told to.
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

process.on(PROBE_SIGNAL, () => {
  const { rss } = process.memoryUsage();
  collect();
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  const sample: Sample = { heap: heapUsed, buffers: arrayBuffers, rss };
  process.stderr.write(`${SAMPLE}${JSON.stringify(sample)}\n`);
});
process.stderr.write(`${STARTED}${process.pid}\n`);
