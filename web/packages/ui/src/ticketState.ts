/** The states of a ticket with the kind of tag that shows them. */
export const TICKET_STATE_KIND = {
  ISSUED: 'admit',
  PARTIALLY_USED: 'admit',
  USED: 'plain',
  LOCKED: 'wait',
  REFUNDED: 'refuse',
  VOID: 'refuse',
  EXPIRED: 'offline',
} as const;

export type TicketStateName = keyof typeof TICKET_STATE_KIND;
