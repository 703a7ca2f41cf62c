import { TapeError } from '../../adapters/tapes/tape-error.ts';
import type { ClockWatch } from '../clock-watch.ts';
import type { EquitySampler } from '../equity-sampler.ts';
import type { Heartbeat } from '../heartbeat.ts';
import type { Supervisor } from '../loops/supervisor.ts';
import type { MarketDriver } from '../market/market-driver.ts';
import type { MarketSide } from '../market/market-side.ts';
import type { BarKeeper } from '../session/bar-keeper.ts';
import type { TiesOutCheck } from '../ties-out-check.ts';
import type { EngineCore } from './engine-core.ts';

export interface BackgroundLoopsOptions {
  readonly supervisor: Supervisor;
  readonly core: EngineCore;
  readonly market: MarketSide;
  readonly driver: MarketDriver;
  readonly bars: BarKeeper;
  readonly equity: EquitySampler;
  readonly tiesOut: TiesOutCheck;
  readonly heartbeat: Heartbeat;
  readonly clockWatch: ClockWatch;
  /** Events a second must be right at the first look, also when no console is attached. */
  readonly rates: { sample(): void };
  /** Adds what else goes on; it is stopped after the market. */
  readonly addOthers: () => void;
  /** `failure` is undefined when the source was played to its end. */
  readonly onMarketEnded: (failure: unknown) => void;
}

const PUMP_MS = 5;
const JOURNAL_FLUSH_MS = 100;
const SECOND = 1_000;
const MINUTE_MS = 60_000;
const HOUSEKEEPING_MS = 5_000;

/** How a feed came to its end; a broken tape stays broken, anything else is started again. */
async function outcomeOf(ended: Promise<void>): Promise<{ readonly failure: unknown }> {
  try {
    await ended;
    return { failure: undefined };
  } catch (error) {
    if (error instanceof TapeError) return { failure: error };
    throw error;
  }
}

/** Delivers until the source ends or the stop is asked for; a feed that breaks is stopped before it is started again. */
async function runFeed(options: BackgroundLoopsOptions, signal: AbortSignal): Promise<void> {
  const { market, driver, bars, equity, onMarketEnded } = options;
  const { feed } = market;
  const aborted = new Promise<undefined>((resolve) => {
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  try {
    await feed.start((input) => {
      driver.deliver(input);
      bars.observe(input, driver.tsNow);
      equity.follow(driver.tsNow);
    });
    const outcome = await Promise.race([outcomeOf(feed.ended), aborted]);
    if (outcome === undefined) return;
    onMarketEnded(outcome.failure);
    equity.follow(driver.tsNow + MINUTE_MS);
  } finally {
    await feed.stop();
  }
}

/** Everything that goes on by itself, each under its own name on screen. The market comes last: it is stopped first. */
export function addBackgroundLoops(options: BackgroundLoopsOptions): void {
  const { supervisor, core, market, driver, bars, equity, tiesOut, heartbeat, clockWatch, rates } =
    options;
  const add = (name: string, intervalMs: number, step: () => void | Promise<void>): void =>
    void supervisor.add({ name, intervalMs, step });
  add('heartbeat', SECOND, () => heartbeat.beat());
  add('clock watch', SECOND, () => clockWatch.check());
  add('journal flush', JOURNAL_FLUSH_MS, () => {
    if (core.dispatcher.impairedCode !== undefined) return;
    core.dispatcher.commitNow();
    core.alerts.writePending();
  });
  add('housekeeping', HOUSEKEEPING_MS, async () => {
    bars.write();
    await core.rollSession();
  });
  add('equity', SECOND, () => equity.sample());
  add('rates', SECOND, () => rates.sample());
  add('ties out', SECOND, () => tiesOut.check());
  options.addOthers();
  add('venue pump', PUMP_MS, () => driver.runDue(market.clock.now()));
  supervisor.add({
    name: 'market feed',
    intervalMs: 0,
    step: (signal) => runFeed(options, signal),
  });
}
