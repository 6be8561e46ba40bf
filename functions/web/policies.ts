/** Pages run our scripts and styles, and ask us. They are shown in no frame. */
const OURS = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
];

export const START_POLICY = [...OURS, "style-src 'self'", "img-src 'self'"].join('; ');

/** Its charts set their styles from the script, which no inline style is. */
export const DASHBOARD_POLICY = [
  "default-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  // Its forms are sent by the script alone: a key is never part of an address.
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const DOCS_POLICY = [
  ...OURS,
  "style-src 'self'",
  // Swagger UI's style sheet holds its arrows as data.
  "img-src 'self' data:",
].join('; ');
