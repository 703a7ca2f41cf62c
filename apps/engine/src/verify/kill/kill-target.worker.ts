import { killSelf } from '../../adapters/system/process-signals.ts';
import { systemClock } from '../../adapters/system/system-clock.ts';
import { systemScheduler } from '../../adapters/system/system-scheduler.ts';
import { createFailpoint, noFailpoint } from '../../runtime/failpoints.ts';
import { DeskLife } from './desk-life.ts';
import type { KillNews, KillOrder } from './kill-order.ts';
import { ENDLESS_TICKS, liveLoad } from './live-load.ts';

/** A few quotes in: orders are on their way. */
const TRADING_AFTER = 6;

function tell(news: KillNews): Promise<void> {
  return new Promise((resolve) => {
    process.send?.(news, undefined, undefined, () => resolve());
  });
}

async function live({ folder, seed, life, setting }: KillOrder): Promise<void> {
  const desk = new DeskLife({
    ...{ folder, seed, life },
    machine: systemClock,
    scheduler: systemScheduler,
    isAborted: () => false,
    failpoint: setting === undefined ? noFailpoint : createFailpoint(setting, killSelf),
  });
  await liveLoad(desk, {
    ...(setting === undefined && { ticks: ENDLESS_TICKS }),
    onInput: (step) => {
      if (step === TRADING_AFTER) void tell({ type: 'trading' });
    },
  });
}

async function work(order: KillOrder): Promise<void> {
  const broke = (error: unknown): Promise<void> =>
    tell({ type: 'broke', error: error instanceof Error ? error.message : String(error) });
  await live(order).catch(broke);
  // Alive at the end of its load: whoever waits for a death sees that there was none.
  process.exit(0);
}

process.once('message', (order: KillOrder) => void work(order));
// Whoever was to judge it is gone.
process.once('disconnect', () => process.exit(0));
