import { availableParallelism, cpus, loadavg } from 'node:os';
import { formatTime } from '../format-time.ts';

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly node: string;
  readonly date: string;
  /** Over the last minute, before the measure: above the cores, others were working too. */
  readonly loadBefore: number;
}

export function describeMachine(now: number): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    node: process.version,
    date: formatTime(now),
    loadBefore: Math.round((loadavg()[0] ?? 0) * 10) / 10,
  };
}
