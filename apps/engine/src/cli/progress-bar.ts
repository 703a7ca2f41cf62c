const CELLS = 28;
const CLEAR_LINE = '\r\u{1b}[K';

/** A terminal, or something that is none. */
export interface ProgressOutput {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

export interface ProgressBar {
  /** Shows how far it is; `total` above zero. */
  show(label: string, done: number, total: number): void;
  /** Takes the bar away again. */
  clear(): void;
}

/** One line that is written over and over, on a terminal only: logs and pipes see nothing of it. */
export function createProgressBar(output: ProgressOutput = process.stderr): ProgressBar {
  let shown = '';
  const draw = (line: string): void => {
    if (output.isTTY !== true || line === shown) return;
    shown = line;
    output.write(`${CLEAR_LINE}${line}`);
  };
  return {
    show: (label, done, total) => {
      const share = Math.min(1, Math.max(0, done / total));
      const full = Math.round(share * CELLS);
      const bar = '█'.repeat(full) + '░'.repeat(CELLS - full);
      draw(`${bar} ${String(Math.floor(share * 100)).padStart(3)}%  ${label}`);
    },
    clear: () => {
      if (shown !== '') draw('');
    },
  };
}
