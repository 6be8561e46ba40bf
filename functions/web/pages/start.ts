// What the page can do with a script, beside what it says without one: the status, and buttons that copy.

const TIMEOUT_MS = 10_000;

const TIERS: ReadonlyMap<string, string> = new Map([
  ['l1', 'memory'],
  ['l2', 'Redis'],
  ['l3', 'DynamoDB'],
]);

interface Health {
  readonly tiers: readonly string[];
  readonly upstream: { readonly label: string };
}

const show = (state: 'up' | 'down', text: string): void => {
  document.getElementById('status')?.classList.add(state);
  const place = document.getElementById('status-text');
  if (place !== null) place.textContent = text;
};

const showStatus = async (): Promise<void> => {
  try {
    const started = performance.now();
    const response = await fetch('/v1/health', { cache: 'no-store', signal: AbortSignal.timeout(TIMEOUT_MS) });
    const elapsed = Math.round(performance.now() - started);
    if (!response.ok) {
      show('down', `Not well: /v1/health answers ${response.status}.`);
      return;
    }
    const { tiers, upstream } = (await response.json()) as Health;
    const held = tiers.map((tier) => TIERS.get(tier) ?? tier).join(', ');
    show('up', `Up, answered in ${elapsed} ms. Provider: ${upstream.label}. Tiers: ${held}.`);
  } catch {
    show('down', 'It does not answer now.');
  }
};

const addCopyButton = (sample: Element): void => {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Copy';
  button.addEventListener('click', () => {
    const text = sample.querySelector('code')?.textContent ?? '';
    void navigator.clipboard.writeText(text).then(
      () => (button.textContent = 'Copied'),
      () => (button.textContent = 'Not allowed'),
    );
  });
  sample.querySelector('h3')?.after(button);
};

// Browsers give a page the clipboard over HTTPS, and on this machine.
if (window.isSecureContext) document.querySelectorAll('.sample').forEach(addCopyButton);
void showStatus();
