import { addDays } from '@shanmen/ui';

/** Days that follow one another; both ends belong to it. Days are `YYYY-MM-DD`. */
export interface Run {
  first: string;
  last: string;
}

/** A range that somebody picked by mistake is not a year of holidays. */
export const LIMIT_RUN_DAYS = 366;

/** A set of days as the runs that it is made of, in order. */
export function runsOf(days: readonly string[]): Run[] {
  const runs: Run[] = [];
  for (const day of [...days].sort()) {
    const run = runs.at(-1);
    if (run && addDays(run.last, 1) === day) run.last = day;
    else if (run?.last !== day) runs.push({ first: day, last: day });
  }
  return runs;
}

/** Every day of a run. */
export function daysOf({ first, last }: Run): string[] {
  const days: string[] = [];
  for (let day = first; day <= last && days.length < LIMIT_RUN_DAYS; day = addDays(day, 1)) {
    days.push(day);
  }
  return days;
}
