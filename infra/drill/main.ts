import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasMoto, startMoto } from './moto.ts';
import { drill } from './drill.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

if (await hasMoto()) {
  const folder = await mkdtemp(join(tmpdir(), 'statline-drill-'));
  const moto = await startMoto();
  try {
    await drill({ moto, folder, print });
  } catch (error) {
    print(`FAILED  ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  } finally {
    await moto.close();
    await rm(folder, { recursive: true, force: true });
  }
} else {
  print('Skipped: the drill deploys to an AWS on this machine and needs moto_server on the PATH (pip install moto).');
}
