import { describe, expect, it } from 'vitest';
import { wantsHtml } from '../../../functions/web/wants-html.ts';

describe('a page is for', () => {
  it.each([
    ['Chrome', 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8'],
    ['Firefox', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'],
    ['an old browser', 'text/html, */*'],
    ['whoever takes any text', 'text/*'],
    ['whoever likes JSON less', 'application/json;q=0.5, TEXT/HTML; q=0.9'],
  ])('%s', (_, accept) => {
    expect(wantsHtml(accept)).toBe(true);
  });
});

describe('JSON is for', () => {
  it.each([
    ['nobody in particular', undefined],
    ['curl', '*/*'],
    ['axios', 'application/json, text/plain, */*'],
    ['whoever names both', 'text/html, application/json'],
    ['whoever refuses pages', 'text/html;q=0, */*'],
    ['whoever likes it more', 'text/html;q=0.4, application/*;q=0.5'],
    ['an empty list', ''],
    ['what is no weight', 'text/html;q=lots, */*;q=0.1'],
  ])('%s', (_, accept) => {
    expect(wantsHtml(accept)).toBe(false);
  });
});
