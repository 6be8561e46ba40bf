import { leagueOf } from '../../sports/leagues.ts';
import type { LeagueId, SeasonType } from '../../sports/model/index.ts';
import type { GuardedRequest, UpstreamCall } from '../../sports/upstream/index.ts';
import type { GetJson } from '../http.ts';
import type { Exchange, HttpAnswer } from '../http-exchange.ts';
import { sendGuarded } from '../send-guarded.ts';
import { shownOrigins, type ShownOrigins } from '../shapes/address.ts';
import { type Ask, withMirror } from './mirror.ts';

export interface EspnAddresses {
  readonly siteUrl: string;
  readonly webUrl: string;
  readonly coreUrl: string;
  readonly partnersUrl: string;
}

export type EspnHost = 'site' | 'web' | 'core' | 'partners';

/** Awaited before every request, a mirror's included; it may reject with `over-budget`. */
export type Admit = (call: { readonly host: EspnHost }) => Promise<void>;

type AskStreamed = <T>(path: string, call: UpstreamCall, read: (answer: HttpAnswer) => Promise<T>) => Promise<T>;

/** ESPN's hosts: every request goes through here. */
export interface EspnHosts {
  /** Teams, rosters, scoreboards and transactions. The web host mirrors it and is asked when this one blocks us. */
  readonly site: Ask;
  /** Search, career stats and seasons. */
  readonly web: Ask;
  /** Further views of career stats: given up earlier, so that the first answer is not lost with them. */
  readonly webViews: Ask;
  /** Season tables, which are too large to hold whole. */
  readonly webStreamed: AskStreamed;
  /** Athletes. */
  readonly core: Ask;
  /** Lists of every athlete. */
  readonly partners: Ask;
  /** Where the addresses in their answers may lead. */
  readonly shown: ShownOrigins;
}

interface EspnHostsOptions {
  readonly getJson: GetJson;
  readonly getViewJson: GetJson;
  readonly exchange: Exchange;
  readonly clock: { now(): number };
  readonly admit: Admit;
}

export const createEspnHosts = (
  { siteUrl, webUrl, coreUrl, partnersUrl }: EspnAddresses,
  { getJson, getViewJson, exchange, clock, admit }: EspnHostsOptions,
): EspnHosts => {
  const requestTo = (host: EspnHost, document: string): GuardedRequest => ({
    host,
    document,
    charge: () => admit({ host }),
  });
  const askAt =
    (host: EspnHost, address: string, get = getJson): Ask =>
    (path, call) =>
      sendGuarded(call, requestTo(host, path), () => get(urlOf(address, path), call));
  const web = askAt('web', webUrl);
  return {
    site: siteUrl === webUrl ? web : withMirror(askAt('site', siteUrl), { mirror: web, clock }),
    web,
    webViews: askAt('web', webUrl, getViewJson),
    webStreamed: (path, call, read) =>
      sendGuarded(call, requestTo('web', path), () => exchange(urlOf(webUrl, path), call, read)),
    core: askAt('core', coreUrl),
    partners: askAt('partners', partnersUrl),
    shown: shownOrigins(siteUrl, 'espn.com'),
  };
};

const urlOf = (address: string, path: string): URL => new URL(`${address.replace(/\/+$/, '')}${path}`);

/** `/apis/site/v2/sports/football/nfl`, on the site host and its mirror. */
export const sitePath = (id: LeagueId): string => {
  const { sport, slug } = leagueOf(id);
  return `/apis/site/v2/sports/${sport}/${slug}`;
};

/** `/apis/common/v3/sports/football/nfl`, on the web host. */
export const webPath = (id: LeagueId): string => {
  const { sport, slug } = leagueOf(id);
  return `/apis/common/v3/sports/${sport}/${slug}`;
};

/** `/v2/sports/football/leagues/nfl`, on the core host. */
export const corePath = (id: LeagueId): string => {
  const { sport, slug } = leagueOf(id);
  return `/v2/sports/${sport}/leagues/${slug}`;
};

/** ESPN's code of a season type. Always sent: without it ESPN answers with the type that is being played now. */
export const SEASON_TYPE_CODE: Readonly<Record<SeasonType, string>> = { regular: '2', postseason: '3' };
