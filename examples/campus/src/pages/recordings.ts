import type { Recording } from '@lectern/core/contract';
import { tracksOf } from '../school/recorded-lesson.ts';
import { formatTimes } from '../web/format.ts';
import { html, type Html } from '../web/html.ts';
import { personLayout } from './layout.ts';
import { links } from './links.ts';
import type { PersonView } from './view.ts';

const SECOND_MS = 1_000;

/** All recordings that this person may see. */
export function recordingsPage(view: PersonView, recordings: readonly Recording[]): Html {
  const { texts } = view;
  return personLayout(view, {
    title: texts.recordings.title,
    current: 'recordings',
    main: html`
      <div class="heading">
        <h1>${texts.recordings.title}</h1>
        <p class="lead">${texts.recordings.text}</p>
      </div>
      ${
        recordings.length > 0
          ? html`<section class="card" aria-label="${texts.recordings.title}">
              ${listOf(view, recordings)}
            </section>`
          : html`<section class="card empty">
              <p class="card-title">${texts.recordings.none.title}</p>
              <p class="muted">${texts.recordings.none.text}</p>
            </section>`
      }
    `,
  });
}

/** One recording, in the player. */
export function recordingPage(
  view: PersonView,
  recording: Recording,
  recordings: readonly Recording[],
): Html {
  const { person, texts } = view;
  const others = recordings.filter(({ id }) => id !== recording.id);
  return personLayout(view, {
    title: recording.title,
    current: 'recordings',
    main: html`
      <div class="heading">
        <h1><bdi>${recording.title}</bdi></h1>
        <p class="muted">${whenOf(view, recording)}</p>
      </div>
      <recording-player recording-id="${recording.id}" zone="${person.zone}"
        >${tracksOf(recording.title).map(
          ({ kind, src, language, label }) =>
            html`<track kind="${kind}" src="${src}" srclang="${language}" label="${label}" />`,
        )}
        <p class="muted">${texts.noScript}</p></recording-player
      >
      ${
        others.length > 0 &&
        html`<section class="section" aria-labelledby="others">
          <h2 id="others">${texts.recordings.others}</h2>
          ${listOf(view, others)}
        </section>`
      }
    `,
  });
}

function listOf(view: PersonView, recordings: readonly Recording[]): Html {
  const { person } = view;
  return html`<ul class="plain session-links">
    ${recordings.map(
      (recording) =>
        html`<li>
          <a href="${links.recording(person.id, recording.id)}">
            <span><bdi>${recording.title}</bdi></span>
            <small>${whenOf(view, recording)}${aboutOf(view, recording)}</small>
          </a>
        </li>`,
    )}
  </ul>`;
}

function whenOf({ person, language }: PersonView, { startedAt }: Recording): string {
  return formatTimes({ startsAt: startedAt }, { language, zone: person.zone });
}

/** How long it is, or that it is not ready yet. */
function aboutOf({ language, texts }: PersonView, { state, durationMs }: Recording): string {
  if (state !== 'ready') return ` · ${texts.recordings.states[state === 'failed' ? 'failed' : 'coming']}`;
  if (durationMs === undefined) return '';
  const seconds = Math.round(durationMs / SECOND_MS);
  const unit = (value: number, name: 'minute' | 'second'): string =>
    new Intl.NumberFormat(language, { style: 'unit', unit: name }).format(value);
  const parts = [
    ...(seconds >= 60 ? [unit(Math.floor(seconds / 60), 'minute')] : []),
    ...(seconds < 600 && seconds % 60 > 0 ? [unit(seconds % 60, 'second')] : []),
  ];
  return ` · ${new Intl.ListFormat(language, { type: 'unit', style: 'narrow' }).format(parts)}`;
}
