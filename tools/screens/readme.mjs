import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { looks } from './looks.mjs';

const WIDTHS = { phone: 130, 'phone-dark': 130, 'phone-arabic': 130, 'phone-german': 130 };

/** Writes the index of the pictures: a table for each thing, a row for each state, a column for each look. */
export function writeReadme(folder, names) {
  const pictures = names.map((file) => file.split('.')).filter((parts) => parts.length === 4);
  const tags = [...new Set(pictures.map(([tag]) => tag))];
  const sections = tags.map((tag) =>
    table(
      tag,
      pictures.filter(([of]) => of === tag),
    ),
  );
  writeFileSync(
    join(folder, 'README.md'),
    [
      '# Screens',
      '',
      'Every page of Campus and every state of every element, as `npm run screens` finds them. `npm run screens -- <part of a name>` takes only some again.',
      '',
      ...sections,
    ].join('\n'),
  );
}

function table(tag, pictures) {
  const columns = Object.keys(looks).filter((look) => pictures.some((parts) => parts[2] === look));
  const states = [...new Set(pictures.map(([, state]) => state))];
  const cell = (state, look) => {
    if (!pictures.some((parts) => parts[1] === state && parts[2] === look)) return '';
    const file = `${tag}.${state}.${look}.jpg`;
    return `<a href="${file}"><img src="${file}" width="${WIDTHS[look] ?? 260}" alt="${tag}, ${state}, ${look}" /></a>`;
  };
  return [
    `## ${tag === 'campus' ? 'Campus' : `\`<${tag}>\``}`,
    '',
    `| state | ${columns.join(' | ')} |`,
    `| --- |${' --- |'.repeat(columns.length)}`,
    ...states.map((state) => `| ${state} | ${columns.map((look) => cell(state, look)).join(' | ')} |`),
    '',
  ].join('\n');
}
