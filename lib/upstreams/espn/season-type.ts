import type { SeasonType } from '../../sports/model.ts';

/** The provider's code. Always sent: left out, it picks whichever type is being played now. */
export const SEASON_TYPE_CODE: Readonly<Record<SeasonType, string>> = { regular: '2', postseason: '3' };
