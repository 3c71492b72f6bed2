import { call, type Answer, type Ask } from '@shanmen/api';

export type Printer = Answer<'TicketingPrinter'>;

const BASE = '/api/ticketing/printers';

export function printers(): Promise<Printer[]> {
  return call('GET', BASE);
}

export function configure(
  terminalId: string,
  body: Ask<'TicketingPrinterSettings'>,
): Promise<Printer> {
  return call('PUT', `${BASE}/${terminalId}`, { body });
}

export function remove(terminalId: string): Promise<void> {
  return call('DELETE', `${BASE}/${terminalId}`);
}

/** Prints a test page; `OK`, or why nothing came out. */
export function printTestPage(terminalId: string): Promise<Answer<'TicketingPrinterStatus'>> {
  return call('POST', `${BASE}/${terminalId}/test-page`);
}
