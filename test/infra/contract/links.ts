import { createStart } from '../../../functions/web/start.ts';

/** The links at `/`, which another function than the API's answers. */
export const askForLinks = createStart({
  template: () => Promise.reject(new Error('Nobody asks for a page here')),
  needsKey: false,
  league: 'nfl',
  player: 'patrick-mahomes',
});
