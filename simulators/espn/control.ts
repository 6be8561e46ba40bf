import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CallCounter } from './calls.ts';
import { FieldError } from './field-error.ts';
import type { Knobs } from './knobs.ts';
import { KnobError, turned } from './knobs.ts';
import type { Game } from './schedule/game.ts';
import type { Message } from './sending.ts';
import { send } from './sending.ts';
import type { Trades } from './trades.ts';

const MAX_BODY_BYTES = 4096;
const CONTROLS = ['/__control', '/__control/trades', '/__control/games'];

interface ControlOptions {
  readonly calls: CallCounter;
  readonly knobs: () => Knobs;
  readonly turn: (knobs: Knobs) => void;
  readonly trades: Trades;
  /** Something comes in the way of a game; throws FieldError. */
  readonly letHappen: (request: unknown) => Game | undefined;
}

type Control = (request: IncomingMessage, response: ServerResponse, path: string) => Promise<void>;

/** `/__control`, `/__control/trades`, `/__control/games` and `/__calls`: what a test or a curious person asks of the simulation itself. */
export const createControl = ({ calls, knobs, turn, trades, letHappen }: ControlOptions): Control => {
  const answer = async (request: IncomingMessage, path: string): Promise<Message> => {
    switch (`${request.method ?? ''} ${path}`) {
      case 'GET /__control':
        return message(200, knobs());
      case 'POST /__control':
        turn(turned(knobs(), await readJson(request)));
        return message(200, knobs());
      case 'GET /__control/trades':
        trades.settle();
        return message(200, { trades: trades.done() });
      case 'POST /__control/trades':
        return message(201, trades.trade(await readJson(request)));
      case 'POST /__control/games': {
        const game = letHappen(await readJson(request));
        return message(201, game === undefined ? {} : { id: game.id, start: game.start });
      }
      case 'GET /__calls':
        return message(200, calls.report());
      case 'POST /__calls/reset':
        calls.reset();
        return message(200, calls.report());
      default:
        return message(404, {
          message: `Try GET or POST of ${CONTROLS.join(', ')}; POST of /__calls/reset; GET of /__calls`,
        });
    }
  };
  return async (request, response, path) => {
    const said = await answer(request, path).catch((error: unknown) => {
      if (error instanceof FieldError) return message(400, { field: error.field, message: error.message });
      throw error;
    });
    await send(request, response, said);
  };
};

const message = (status: number, body: unknown): Message => ({ status, body: JSON.stringify(body) });

const readJson = async (request: IncomingMessage): Promise<unknown> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk as Uint8Array);
    size += bytes.length;
    // What is left of it is read and dropped, so that the client hears the answer.
    if (size <= MAX_BODY_BYTES) chunks.push(bytes);
  }
  if (size > MAX_BODY_BYTES) throw new KnobError('body', `must be at most ${MAX_BODY_BYTES} bytes`);
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    throw new KnobError('body', 'must be JSON');
  }
};
