/** The provider's error bodies: each host has a form of its own. */
export const coreNotFound = { error: { message: 'no instance found', code: 404 } };
export const coreFault = { error: { message: 'application error', code: 500 } };
export const noStats = { code: 404, message: 'No stats found.' };
/** The stats host of an athlete it does not know: not a word about what is missing. */
export const bareNotFound = { code: 404 };

export const siteError = (code: number, message: string) => ({ code, message });

export const unknownLeague = (sport: string, league: string) =>
  siteError(404, `Unable to get sport data for sport: ${sport} and league: ${league}`);

/** A team that there is not is a bad request there, told by way of an address inside. */
export const badTeam = (sport: string, league: string, key: string) =>
  siteError(
    400,
    `error invoking GET: http://sports.core.api.espn.pvt/v2/sports/${sport}/leagues/${league}/teams/${key}` +
      '?lang=en&region=us status=400, duration=9 ms, message=null, cache=CACHE_MISS',
  );

/** What the edge in front of the provider says to a client it does not like: a page, whatever was asked for. */
export const accessDenied = (path: string, reference: number): string =>
  `<HTML><HEAD>\n<TITLE>Access Denied</TITLE>\n</HEAD><BODY>\n<H1>Access Denied</H1>\n` +
  `You don't have permission to access "${escaped(path)}" on this server.<P>\n` +
  `Reference&#32;&#35;18&#46;${reference.toString(16)}\n</BODY>\n</HTML>\n`;

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${String(character.charCodeAt(0))};`);
