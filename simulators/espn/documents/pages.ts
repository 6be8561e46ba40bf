interface Paging {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly count: number;
  readonly limit: number;
  /** From 1. */
  readonly page: number;
}

/** Where the other pages are: in plain http, on a port of its own and another host. To be rebuilt, not followed. */
export const pagesOf = ({ path, query, count, limit, page }: Paging) => {
  const pages = Math.ceil(count / limit);
  const address = (number: number): string => {
    const own = new URLSearchParams(query);
    own.set('limit', String(limit));
    own.set('page', String(number));
    return `http://site.api.espn.com:80${path}?${own.toString()}`;
  };
  return {
    count,
    limit,
    page,
    pages,
    first: address(1),
    ...(page < pages && { next: address(page + 1) }),
    last: address(Math.max(1, pages)),
  };
};
