import { monitorEventLoopDelay } from 'node:perf_hooks';

export interface EventLoopLag {
  /** 99th percentile since the last reading, milliseconds. */
  readMs(): number;
  stop(): void;
}

export function startEventLoopLag(): EventLoopLag {
  const histogram = monitorEventLoopDelay({ resolution: 20 });
  histogram.enable();
  return {
    readMs: () => {
      const lag = histogram.percentile(99) / 1e6;
      histogram.reset();
      return Number.isFinite(lag) ? Math.max(0, lag - 20) : 0;
    },
    stop: () => {
      histogram.disable();
    },
  };
}
