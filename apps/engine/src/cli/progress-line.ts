import type { Clock } from '../ports/clock.ts';

const WIDTH = 30;
const EVERY_MS = 100;
const CLEAR_LINE = '\r\u001B[K';

export interface ProgressLine {
  readonly show: (progress: { readonly fraction: number }) => void;
  readonly clear: () => void;
}

/** One line on standard error that is written over and over; nothing where no person looks. */
export function createProgressLine(clock: Pick<Clock, 'monotonicMs'>): ProgressLine {
  if (!process.stderr.isTTY) return { show: () => undefined, clear: () => undefined };
  let shownAtMs = Number.NEGATIVE_INFINITY;
  return {
    show: ({ fraction }) => {
      const nowMs = clock.monotonicMs();
      if (nowMs - shownAtMs < EVERY_MS) return;
      shownAtMs = nowMs;
      const done = Math.round(fraction * WIDTH);
      const bar = `${'='.repeat(done)}${' '.repeat(WIDTH - done)}`;
      process.stderr.write(`${CLEAR_LINE}[${bar}] ${Math.floor(fraction * 100)} %`);
    },
    clear: () => process.stderr.write(CLEAR_LINE),
  };
}
