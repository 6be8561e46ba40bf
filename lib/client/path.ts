/** What stands in a query; undefined members do not. */
export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** The members of a query as texts. */
export const pairsIn = (query: Query, pair: (name: string, value: string) => string): readonly string[] =>
  Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [pair(name, String(value))]));

/** The path of a request to the first version of the API, whatever people have typed into its segments and its query. */
export const pathOf = (segments: readonly string[], query: Query = {}): string => {
  const text = pairsIn(query, (name, value) => `${name}=${encoded(value)}`).join('&');
  return `/v1/${segments.map(encoded).join('/')}${text && `?${text}`}`;
};

/** Half a surrogate pair, as a cut text may end in, has no encoding. */
const encoded = (text: string): string => encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD'));
