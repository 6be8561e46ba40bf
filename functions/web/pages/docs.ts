/** As much of Swagger UI as is used here; its own script has put it there. */
interface SwaggerUi {
  (options: Readonly<Record<string, unknown>>): unknown;
  readonly presets: { readonly apis: unknown };
}

interface SwaggerSystem {
  readonly React: { createElement(type: string, props: null, ...children: readonly unknown[]): unknown };
}

declare const SwaggerUIBundle: SwaggerUi;

/** An operation's path is a link inside a button, which no screen reader can tell. The address follows what is opened all the same. */
const plainPaths = (system: SwaggerSystem) => ({
  wrapComponents: {
    DeepLink:
      () =>
      ({ text }: { readonly text: unknown }) =>
        system.React.createElement('span', null, text),
  },
});

/** What Swagger UI draws without a name, or out of the keyboard's reach. */
const mend = (root: ParentNode): void => {
  for (const select of root.querySelectorAll('select:not([aria-label])')) {
    const parameter = select.closest('[data-param-name]')?.getAttribute('data-param-name');
    select.setAttribute('aria-label', parameter ?? 'Media type');
  }
  for (const button of root.querySelectorAll('.close-modal:not([aria-label])')) {
    button.setAttribute('aria-label', 'Close');
  }
  // Their texts say what they do; the labels say something else.
  for (const button of root.querySelectorAll('.auth-btn-wrapper [aria-label]')) button.removeAttribute('aria-label');
  for (const code of root.querySelectorAll('.microlight:not([tabindex])')) code.setAttribute('tabindex', '0');
};

new MutationObserver(() => mend(document)).observe(document.body, { childList: true, subtree: true });

SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#reference',
  presets: [SwaggerUIBundle.presets.apis],
  plugins: [plainPaths],
  layout: 'BaseLayout',
  deepLinking: true,
  // It would send our document to somebody else's validator.
  validatorUrl: null,
});
