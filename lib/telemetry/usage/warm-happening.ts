import type { Happening } from '../../http/answers/index.ts';
import type { LeagueSummary } from '../../sports/model/index.ts';

/** A run over a league, as it stands among the events. */
export const warmHappening = ({ league, planned, loaded, failed, left, stopped }: LeagueSummary): Happening => ({
  kind: 'warm',
  league,
  planned,
  loaded,
  failed,
  left,
  stopped: stopped ?? null,
});

/** Whether there is something to tell of it: most runs of a quiet league only confirm what is held. */
export const isEventful = ({ loaded, failed, stopped }: LeagueSummary): boolean =>
  loaded > 0 || failed > 0 || stopped !== undefined;
