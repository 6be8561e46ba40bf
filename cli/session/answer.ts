import { describe } from '../../lib/client/describe.ts';
import type { Exchange } from '../../lib/client/exchange.ts';
import { draw } from '../draw/draw.ts';
import { jsonText, plain } from '../draw/text.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { tellRefusal, type Asked } from './refusal.ts';
import type { Session } from './session.ts';

/** Tells what a question came to: as JSON, or drawn, with its age and where it is from behind it. */
export const tellAnswer = (exchange: Exchange, asked: Asked, session: Session): ExitCode => {
  if (exchange.kind === 'refusal') return tellRefusal(exchange, asked, session);
  const { terminal, style } = session;
  const { body, meta } = exchange;
  if (asked.json) {
    terminal.out(jsonText(body));
    return EXIT.answered;
  }
  terminal.out(draw(asked.route, body, { style, columns: terminal.columns }));
  terminal.out(style.dim(plain(describe({ kind: 'ok', asked: asked.asked, data: body, meta }))));
  return EXIT.answered;
};
