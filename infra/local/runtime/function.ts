import type { InvokeResult } from './outcome.ts';

export interface InvokeOptions {
  /** Run in this environment and no other, however long it is busy. */
  readonly environment?: number | undefined;
}

export interface EnvironmentState {
  readonly number: number;
  readonly state: 'empty' | 'idle' | 'busy';
  readonly pid: number | undefined;
}

export interface LocalFunction {
  /** Never rejects: whatever happens to the function is an outcome. */
  invoke(event: unknown, options?: InvokeOptions): Promise<InvokeResult>;
  environments(): readonly EnvironmentState[];
  /** Ends an environment as a crash would; resolves when it is gone. */
  kill(environment: number): Promise<void>;
  /** Refuses waiting invocations, ends every environment, and resolves when all are gone. */
  close(): Promise<void>;
}
