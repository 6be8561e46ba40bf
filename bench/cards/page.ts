/** What a Discord embed shows, in its own words. Texts are of the answers, and escaped when they are drawn. */
export interface Embed {
  /** The command that a user would type. */
  readonly command: string;
  /** Six hexadecimal digits. */
  readonly color: string | null;
  readonly author?: { readonly name: string; readonly icon: string | null };
  readonly title: string;
  readonly description?: string;
  readonly thumbnail?: string | null;
  readonly fields: readonly { readonly name: string; readonly value: string; readonly isWide?: boolean }[];
  readonly footer: string;
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);

const STYLE = `
  * { box-sizing: border-box; margin: 0 }
  body { background: #313338; color: #dbdee1; font: 14px/1.35 'Noto Sans', 'DejaVu Sans', sans-serif; padding: 16px;
    display: grid; grid-template-columns: 520px 520px; gap: 18px 24px; align-items: start }
  .command { color: #949ba4; font-size: 12px; margin: 0 0 4px 2px }
  .embed { background: #2b2d31; border-left: 4px solid #1e1f22; border-radius: 4px; padding: 10px 14px 12px;
    display: grid; grid-template-columns: 1fr auto; column-gap: 16px }
  .author { font-weight: 600; font-size: 13px; display: flex; gap: 8px; align-items: center; margin-bottom: 6px }
  .author img { width: 24px; height: 24px; border-radius: 50% }
  .title { color: #00a8fc; font-weight: 600; font-size: 16px; margin-bottom: 4px }
  .thumbnail { width: 84px; height: 84px; object-fit: cover; border-radius: 4px; background: #1e1f22 }
  .fields { grid-column: 1 / -1; display: grid; grid-template-columns: repeat(3, 1fr); gap: 8px 10px; margin-top: 8px }
  .wide { grid-column: 1 / -1 }
  .name { font-weight: 600; font-size: 13px }
  .value { white-space: pre-line; overflow-wrap: anywhere }
  .footer { grid-column: 1 / -1; color: #949ba4; font-size: 12px; margin-top: 10px }
`;

/** A page with the embeds as Discord's dark theme shows them. */
export const pageOf = (embeds: readonly Embed[]): string =>
  `<!doctype html><meta charset="utf-8"><title>Replies</title><style>${STYLE}</style>${embeds.map(drawn).join('')}`;

const drawn = ({ command, color, author, title, description, thumbnail, fields, footer }: Embed): string => `
  <div><p class="command">${escaped(command)}</p>
  <div class="embed"${color === null ? '' : ` style="border-left-color:#${escaped(color)}"`}>
    <div>${author === undefined ? '' : `<div class="author">${image(author.icon)}${escaped(author.name)}</div>`}
      <div class="title">${escaped(title)}</div>
      ${description === undefined ? '' : `<div>${escaped(description)}</div>`}</div>
    ${image(thumbnail ?? null, 'thumbnail')}
    <div class="fields">${fields
      .map(
        ({ name, value, isWide = false }) =>
          `<div${isWide ? ' class="wide"' : ''}><div class="name">${escaped(name)}</div><div class="value">${escaped(value)}</div></div>`,
      )
      .join('')}</div>
    <div class="footer">${escaped(footer)}</div>
  </div></div>`;

const image = (address: string | null, name = ''): string =>
  address === null ? '' : `<img class="${name}" src="${escaped(address)}" alt="">`;
