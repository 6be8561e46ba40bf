import type { Endpoint } from '../calls.ts';

/** How a roster is empty: without groups, or with groups that have nobody. */
export type HollowForm = 'list' | 'groups';

type Document = Readonly<Record<string, unknown>>;

/** The document as it comes when the provider has lost what it is about: well-formed, and with nothing in its list. */
export const hollowed = (endpoint: Endpoint, json: unknown, form: HollowForm): unknown => {
  const document = json as Document;
  switch (endpoint) {
    case 'teams':
      return emptiedTeams(document);
    case 'roster':
      return { ...document, athletes: form === 'list' ? [] : (document.athletes as Document[]).map(emptiedGroup) };
    case 'search':
      return { ...document, count: 0, pageIndex: 0, pageCount: 0, items: [] };
    case 'stats':
      return { ...document, categories: [] };
    case 'gameLog':
      return { ...document, events: {}, seasonTypes: [] };
    case 'scoreboard':
      return { ...document, events: [] };
    case 'season':
      return { ...document, types: [] };
    case 'transactions':
      return { ...document, count: 0, pageCount: 0, transactions: [] };
    case 'seasonTable':
      return {
        ...document,
        pagination: { ...(document.pagination as Document), count: 0, pages: 0 },
        athletes: [],
      };
    case 'everyPlayer':
      return { ...document, count: 0, ...('items' in document ? { items: [] } : { athletes: [] }) };
    case 'athlete':
    case 'team':
    case 'other':
      return {};
  }
};

const emptiedGroup = (group: Document): unknown => ({ ...group, items: [] });

const emptiedTeams = (document: Document): unknown => {
  const [sport, ...sports] = document.sports as Document[];
  const [league, ...leagues] = (sport?.leagues ?? []) as Document[];
  return { ...document, sports: [{ ...sport, leagues: [{ ...league, teams: [] }, ...leagues] }, ...sports] };
};
