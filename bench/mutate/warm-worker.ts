import { ThreadsPoolWorker, type WorkerRequest } from 'vitest/node';

type Listener = (message: unknown) => void;

/** A worker thread that outlives a run: what no mutant changes is imported once, not once for each. */
export class WarmWorker extends ThreadsPoolWorker {
  override readonly name = 'warm';
  #isRunning = false;
  #isStarted = false;
  readonly #listeners = new Map<string, Set<Listener>>();

  override async start(): Promise<void> {
    if (!this.#isRunning) await super.start();
    this.#isRunning = true;
  }

  override send(message: WorkerRequest): void {
    if (message.type === 'stop') this.#answer('stopped');
    else if (message.type === 'start' && this.#isStarted) this.#answer('started');
    else super.send(message);
    if (message.type === 'start') this.#isStarted = true;
  }

  override on(event: string, listener: Listener): void {
    super.on(event, listener);
    this.#listeners.set(event, (this.#listeners.get(event) ?? new Set()).add(listener));
  }

  override off(event: string, listener: Listener): void {
    super.off(event, listener);
    this.#listeners.get(event)?.delete(listener);
  }

  override stop(): Promise<void> {
    for (const [event, listeners] of this.#listeners) for (const listener of listeners) this.off(event, listener);
    return Promise.resolve();
  }

  /** Ends the thread, between two runs: the last one may have left something behind. */
  async renew(): Promise<void> {
    await super.stop();
    this.#isRunning = false;
    this.#isStarted = false;
  }

  #answer(type: 'started' | 'stopped'): void {
    const answer = { type, __vitest_worker_response__: true };
    queueMicrotask(() => {
      for (const listener of [...(this.#listeners.get('message') ?? [])]) listener(answer);
    });
  }
}
