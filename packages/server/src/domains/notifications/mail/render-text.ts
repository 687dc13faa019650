import type { Letter } from './letter.js';

/** The letter for programs that show no HTML, and for people who want none. */
export function renderText(letter: Letter): string {
  const { greeting, lead, title, rows, button, hint, links, calendar, footer } = letter;
  const paragraphs = [
    greeting,
    lead,
    [title, ...rows.map(({ label, value }) => `${label}: ${value}`)].join('\n'),
    button && `${button.label}:\n${button.url}\n${button.hint}`,
    hint,
    links.map(({ label, url }) => `${label}:\n${url}`).join('\n'),
    calendar &&
      [
        `${calendar.label}:`,
        ...calendar.links.map(({ label, url }) => `${label}: ${url}`),
        calendar.hint,
      ].join('\n'),
    `--\n${footer}`,
  ];
  return `${paragraphs.filter((paragraph) => paragraph !== undefined && paragraph !== '').join('\n\n')}\n`;
}
