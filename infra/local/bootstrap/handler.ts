import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export type Handler = (event: unknown, context: unknown) => unknown;

const EXTENSIONS = ['.mjs', '.js', '.cjs'];

/** Imports what `lambda.handler` names: the export `handler` of `lambda.mjs` in the task's folder. */
export const loadHandler = async ({
  taskRoot,
  name,
}: {
  readonly taskRoot: string;
  readonly name: string;
}): Promise<Handler> => {
  const dot = name.lastIndexOf('.');
  const base = join(taskRoot, name.slice(0, dot));
  const file = EXTENSIONS.map((extension) => base + extension).find(existsSync);
  if (file === undefined) throw new HandlerError('ImportModuleError', `Cannot find module ${base}`);
  const loaded = (await import(pathToFileURL(file).href)) as Readonly<Record<string, unknown>>;
  const handler = loaded[name.slice(dot + 1)];
  if (!isHandler(handler)) throw new HandlerError('HandlerNotFound', `${name} is undefined or not exported`);
  return handler;
};

const isHandler = (value: unknown): value is Handler => typeof value === 'function';

/** Named as Lambda names it: `Runtime.HandlerNotFound`. */
class HandlerError extends Error {
  override readonly name: string;

  constructor(kind: string, message: string) {
    super(message);
    this.name = `Runtime.${kind}`;
  }
}
