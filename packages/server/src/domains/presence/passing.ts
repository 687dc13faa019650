import type { ChannelEvents, PassingEventType } from '@lectern/core/contract';

/** What is for those who are connected at the moment, as it travels on the bus. */
export type PassingEvent = {
  [Type in PassingEventType]: { readonly type: Type; readonly data: ChannelEvents[Type] };
}[PassingEventType];

/** The topic of the bus that carries what is for one connection alone. */
export function connectionTopic(connectionId: string): string {
  return `connection:${connectionId}`;
}

/** The topic of the bus that carries what is for everybody who is in a session. */
export function classTopic(tenant: string, sessionId: string): string {
  return `class:${tenant}:${sessionId}`;
}
