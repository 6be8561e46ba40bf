import { textOf, type Figure } from './figures.ts';

export type Child = Node | Figure | string | null | false | readonly Child[];

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** An element with its attributes and content. Text is never read as HTML. */
export const el = <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...nodesOf(children));
  return element;
};

const nodesOf = (children: readonly Child[]): readonly (Node | string)[] =>
  children.flatMap((child): readonly (Node | string)[] => {
    if (child === null || child === false) return [];
    if (typeof child === 'string' || child instanceof Node) return [child];
    return 'as' in child ? [figureOf(child)] : nodesOf(child);
  });

/** `data-of` says which number of which answer it is. */
const figureOf = (figure: Figure): HTMLElement => {
  const element = document.createElement('span');
  element.className = 'n';
  element.dataset.of = figure.of;
  element.dataset.as = figure.as;
  element.textContent = textOf(figure);
  return element;
};

/** Throws where the page has no such part: page and script are of one release. */
export const part = (id: string): HTMLElement => {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`The page has no part ${id}`);
  return element;
};

export const fill = (id: string, ...children: readonly Child[]): HTMLElement => {
  const element = part(id);
  element.replaceChildren(...nodesOf(children));
  return element;
};

/** Sets what a style sheet reads: a policy without inline styles allows it from a script. */
export const withStyle = <E extends HTMLElement>(element: E, name: `--${string}`, value: number | string): E => {
  element.style.setProperty(name, String(value));
  return element;
};

/** A row of a table, its first cell its head; a cell with a figure is aligned as a number. */
export const row = (head: Child, ...cells: readonly Child[]): HTMLTableRowElement =>
  el(
    'tr',
    {},
    el('th', { scope: 'row' }, head),
    ...cells.map((cell) => el('td', isNumber(cell) ? { class: 'num' } : {}, cell)),
  );

const isNumber = (cell: Child): boolean => typeof cell === 'object' && cell !== null && 'as' in cell;

export interface TableOptions {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly HTMLTableRowElement[];
  /** Columns with numbers; by default all but the first. */
  readonly texts?: readonly number[];
}

/** A table that scrolls within its place, reached by the keyboard. */
export const table = ({ caption, columns, rows, texts = [] }: TableOptions): HTMLElement =>
  el(
    'div',
    { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': caption },
    el(
      'table',
      {},
      el('caption', { class: 'unseen' }, caption),
      el(
        'thead',
        {},
        el(
          'tr',
          {},
          ...columns.map((column, index) =>
            el('th', { scope: 'col', ...(index > 0 && !texts.includes(index) && { class: 'num' }) }, column),
          ),
        ),
      ),
      el('tbody', {}, ...rows),
    ),
  );
