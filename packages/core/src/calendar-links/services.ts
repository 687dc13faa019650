import type { CalendarService } from './calendar-links-input.js';

/** What a link to a service is made of, each already in the form the service reads. */
export interface LinkFields {
  readonly title: string;
  /** Empty: left out, like every other field. */
  readonly details: string;
  readonly location: string;
  /** `20261201T170000Z` */
  readonly utc: { readonly start: string; readonly end: string };
  /** `2026-12-01T17:00:00Z` */
  readonly iso: { readonly start: string; readonly end: string };
  /** `20261201T180000`, on the wall of the viewer's zone; with a `Z` where no zone is known. */
  readonly local: { readonly start: string; readonly end: string };
}

/** One service: its page for a new entry, and how that page names the fields. */
export interface ServiceForm {
  readonly base: string;
  parameters(fields: LinkFields): Readonly<Record<string, string>>;
}

const microsoft = (base: string): ServiceForm => ({
  base,
  parameters: ({ title, details, location, iso }) => ({
    path: '/calendar/action/compose',
    rru: 'addevent',
    startdt: iso.start,
    enddt: iso.end,
    subject: title,
    body: details,
    location,
  }),
});

/** Every service in one place: only Google's form is documented, so a dated test says when we last looked. */
export const SERVICES: Readonly<Record<CalendarService, ServiceForm>> = {
  google: {
    base: 'https://calendar.google.com/calendar/render',
    parameters: ({ title, details, location, utc }) => ({
      action: 'TEMPLATE',
      text: title,
      dates: `${utc.start}/${utc.end}`,
      details,
      location,
    }),
  },
  outlook: microsoft('https://outlook.live.com/calendar/action/compose'),
  office365: microsoft('https://outlook.cloud.microsoft/calendar/deeplink/compose'),
  yahoo: {
    base: 'https://calendar.yahoo.com/',
    // It has no parameter for a zone, and reads times with a Z unreliably.
    parameters: ({ title, details, location, local }) => ({
      v: '60',
      TITLE: title,
      ST: local.start,
      ET: local.end,
      DESC: details,
      in_loc: location,
    }),
  },
};
