import type { MailLocale } from '../texts/languages.js';
import { html, Html } from './html.js';
import type { Letter, LetterLink } from './letter.js';

/**
 * Looks stand on the elements, since some mail programs drop the style sheet; the sheet only darkens. No picture comes from
 * anywhere, so nothing tells who has read the mail.
 */
const FONT =
  "font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','Noto Sans Arabic','Noto Sans JP',sans-serif";
const LOOKS = {
  body: `margin:0;padding:0;background:#eef0f4;color:#1c2230;${FONT};font-size:16px;line-height:1.5`,
  outer: 'width:100%;border-collapse:collapse;table-layout:fixed',
  gap: 'padding:24px 12px',
  card: 'width:100%;max-width:560px;margin:0 auto;border-collapse:separate;border-spacing:0;table-layout:fixed;background:#ffffff;border-radius:12px',
  inner: 'padding:28px 24px',
  text: 'margin:0 0 12px',
  title: 'margin:20px 0 12px;font-size:22px;line-height:1.3;font-weight:650;overflow-wrap:anywhere',
  label: 'margin:0;font-size:13px;color:#5a6273',
  value: 'margin:0 0 12px;overflow-wrap:anywhere',
  over: 'margin:0 0 12px;color:#5a6273;text-decoration:line-through',
  action: 'margin:24px 0 8px',
  button:
    'display:inline-block;padding:12px 22px;border-radius:8px;background:#2a4bd7;color:#ffffff;font-weight:600;text-decoration:none',
  hint: 'margin:0 0 16px;font-size:13px;color:#5a6273',
  links: 'margin:0 0 8px',
  link: 'color:#2a4bd7;white-space:nowrap',
  footer: 'margin:0 auto;max-width:560px;padding:16px 24px 0;font-size:13px;color:#5a6273;text-align:center',
} as const;

const DARK = new Html(`<style>
:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
.m-body{background:#12151c!important;color:#e7eaf1!important}
.m-card{background:#1d222c!important}
.m-muted{color:#a5adbd!important}
.m-link{color:#9db2ff!important}
.m-button{background:#9db2ff!important;color:#12151c!important}
}
</style>`);

/** The letter as one page without anything from elsewhere. */
export function renderHtml(letter: Letter, { language, direction }: MailLocale): string {
  const { subject, greeting, lead, title, rows, button, hint, links, calendar, footer } = letter;
  return String(
    html`<!doctype html>
      <html lang="${language}" dir="${direction}">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <meta name="supported-color-schemes" content="light dark" />
          <title>${subject}</title>
          ${DARK}
        </head>
        <body class="m-body" dir="${direction}" style="${LOOKS.body}">
          <table role="presentation" class="m-body" style="${LOOKS.outer}">
            <tr>
              <td style="${LOOKS.gap}">
                <table role="presentation" class="m-card" dir="${direction}" style="${LOOKS.card}">
                  <tr>
                    <td style="${LOOKS.inner}">
                      <p style="${LOOKS.text}">${greeting}</p>
                      <p style="${LOOKS.text}">${lead}</p>
                      <h1 style="${LOOKS.title}"><bdi>${title}</bdi></h1>
                      ${rows.map(
                        ({
                          label,
                          value,
                          isOver,
                        }) => html`<p class="m-muted" style="${LOOKS.label}">${label}</p>
<p${isOver && html` class="m-muted"`} style="${isOver ? LOOKS.over : LOOKS.value}"><bdi>${lines(value)}</bdi></p>
`,
                      )}${
                        button &&
                        html`<p style="${LOOKS.action}">
                            <a class="m-button" style="${LOOKS.button}" href="${button.url}"
                              >${button.label}</a
                            >
                          </p>
                          <p class="m-muted" style="${LOOKS.hint}">${button.hint}</p> `
                      }${hint !== undefined && html`<p style="${LOOKS.text}">${hint}</p>`}${
                        links.length > 0 && html`<p style="${LOOKS.links}">${list(links)}</p>`
                      }${
                        calendar &&
                        html`<p class="m-muted" style="${LOOKS.label}">${calendar.label}</p>
                          <p style="${LOOKS.links}">${list(calendar.links)}</p>
                          <p class="m-muted" style="${LOOKS.hint}">${calendar.hint}</p> `
                      }
                    </td>
                  </tr>
                </table>
                <p class="m-muted" style="${LOOKS.footer}">${footer}</p>
              </td>
            </tr>
          </table>
        </body>
      </html> `,
  );
}

function list(links: readonly LetterLink[]): readonly Html[] {
  return links.map(
    ({ label, url }, index) =>
      html`${index > 0 && ' · '}<a class="m-link" style="${LOOKS.link}" href="${url}">${label}</a>`,
  );
}

/** What somebody typed keeps its lines. */
function lines(text: string): readonly Html[] {
  return text.split(/\r\n|[\r\n]/).map((line, index) => html`${index > 0 && html`<br />`}${line}`);
}
