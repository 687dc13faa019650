import { z } from 'zod';
import { Instant } from '../sessions/schemas.js';

/** `GET /v1/me/calendar-feed` */
export const CalendarFeedSchema = z.object({ createdAt: Instant.exactOptional() });

/** `POST /v1/me/calendar-feed` */
export const NewCalendarFeedSchema = z.object({ createdAt: Instant, url: z.string() });
