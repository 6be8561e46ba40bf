import { spawn } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');
const CDK = join(ROOT, 'node_modules', '.bin', 'cdk');
const TIMEOUT_MS = 240_000;

/** Runs the CDK's command line. Returns what it printed; throws it on failure. */
export type Cdk = (...args: readonly string[]) => Promise<string>;

/** The real command line, with the endpoint in place of AWS. */
export const cdkAgainst = (endpoint: string): Cdk => {
  const env = { ...process.env, ...awsAt(endpoint), CI: 'true', CDK_DISABLE_CLI_TELEMETRY: 'true' };
  return async (...args) => {
    const child = spawn(CDK, [...args], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'], timeout: TIMEOUT_MS });
    let printed = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject).once('close', resolve);
    });
    if (code !== 0) throw new Error(`cdk ${args.join(' ')} failed:\n${printed.slice(-3000)}`);
    return printed;
  };
};

/** The variables that send every AWS client to an endpoint, with made-up credentials. */
export const awsAt = (endpoint: string): Readonly<Record<string, string>> => ({
  AWS_ENDPOINT_URL: endpoint,
  AWS_ACCESS_KEY_ID: 'drill',
  AWS_SECRET_ACCESS_KEY: 'drill',
  AWS_REGION: 'us-east-1',
  AWS_DEFAULT_REGION: 'us-east-1',
});
