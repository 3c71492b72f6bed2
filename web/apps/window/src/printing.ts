import { newId, Problem } from '@shanmen/api';
import { printPdf } from '@shanmen/ui';
import { shallowRef } from 'vue';
import * as server from './server';

/** Tickets on their way onto paper, as the window shows it. */
export interface PaperJob {
  jobId: string;
  orderNo: number;
  ticketNos: number[];
  state: 'printing' | 'printed' | 'failed';
  /** The server's or the printer's reason. */
  failure?: string;
  problem?: Problem;
}

/** How often a job that is still being sent is looked at, and for how long. */
export const POLL_EVERY_MS = 500;
export const POLL_TIMES = 60;

export type PrinterState = 'unknown' | 'browser' | 'ready' | 'trouble';

/**
 * Prints in the background: a sale never waits for paper. Where this window has a network printer
 * the server prints; elsewhere the browser prints the PDF.
 */
export function usePrinting() {
  const jobs = shallowRef<PaperJob[]>([]);
  const printer = shallowRef<PrinterState>('unknown');
  const printerFeels = shallowRef('');

  async function lookAtPrinter(): Promise<void> {
    try {
      const { state } = await server.myPrinter();
      printerFeels.value = state;
      if (state === 'NONE') printer.value = 'browser';
      else printer.value = state === 'OK' ? 'ready' : 'trouble';
    } catch (error) {
      // The server is away for the moment: what was known still counts.
      if (!(error instanceof Problem)) throw error;
    }
  }

  async function print(orderNo: number, ticketNos: number[], openDrawer: boolean): Promise<void> {
    const job: PaperJob = { jobId: newId(), orderNo, ticketNos, state: 'printing' };
    jobs.value = [job, ...jobs.value].slice(0, 20);
    try {
      if (printer.value === 'unknown') await lookAtPrinter();
      const way = printer.value === 'browser' ? 'PDF' : 'PRINTER';
      let answer = await server.startPrintJob({ jobId: job.jobId, ticketNos, way, openDrawer });
      if (way === 'PDF') {
        await printPdf(await server.printJobPdf(job.jobId));
        update(job.jobId, { state: 'printed' });
        return;
      }
      for (let n = 0; answer.state === 'SENDING' && n < POLL_TIMES; n++) {
        await new Promise((resolve) => setTimeout(resolve, POLL_EVERY_MS));
        answer = await server.printJob(job.jobId);
      }
      update(
        job.jobId,
        answer.state === 'DONE'
          ? { state: 'printed' }
          : {
              state: 'failed',
              failure: answer.failure ?? 'NO_ANSWER',
              ticketNos: ticketNos.filter((no) => !answer.printed.includes(no)),
            },
      );
      if (answer.state !== 'DONE') void lookAtPrinter();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      update(job.jobId, { state: 'failed', problem: error });
    }
  }

  /** Prints what did not come out, as a job of its own. */
  function printAgain(job: PaperJob): Promise<void> {
    dismiss(job.jobId);
    return print(job.orderNo, job.ticketNos, false);
  }

  function dismiss(jobId: string): void {
    jobs.value = jobs.value.filter((job) => job.jobId !== jobId);
  }

  function update(jobId: string, change: Partial<PaperJob>): void {
    jobs.value = jobs.value.map((job) => (job.jobId === jobId ? { ...job, ...change } : job));
  }

  return { jobs, printer, printerFeels, lookAtPrinter, print, printAgain, dismiss };
}
