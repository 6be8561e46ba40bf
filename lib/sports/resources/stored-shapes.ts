// Written by `npm run shapes` from lib/http/documents/stored: see docs/decisions/037-stored-names.md.

/** Of each kind of entry: a short text, another one whenever what is stored of that kind is another shape. */
export const STORED_SHAPES = {
  career: '313cf89',
  directory: '20c27c7',
  games: 'c4d32e6',
  leaders: '7cf2203',
  line: 'b5f97a0',
  live: 'c0df852',
  moves: '7523bcb',
  name: '0969d79',
  note: 'd1236fb',
  player: 'dfe37ce',
  popularity: 'a632c95',
  roster: '62f6e2c',
  season: 'f690ebe',
  table: '7c46e82',
  team: '763369c',
  teams: 'd1db021',
  told: '61937da',
  unnamed: 'a9a7711',
} as const;
