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

export const DOCS_POLICY = [
  ...OURS,
  "style-src 'self'",
  // Swagger UI's style sheet holds its arrows as data.
  "img-src 'self' data:",
].join('; ');
