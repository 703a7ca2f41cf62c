import type { AgentSetup } from '@quarterdeck/core/desk-contract';
import { DAY_MS } from '@quarterdeck/core/kernel/clock';
import type { DeskEventBody } from '@quarterdeck/core/model/event';
import type { Clock, Scheduler } from '../../ports/clock.ts';
import { DecisionResults } from '../agent/decision-results.ts';
import { DerivativesPoller } from '../agent/derivatives-poller.ts';
import type { Secrets } from '../environment.ts';
import type { Supervisor } from '../loops/supervisor.ts';
import { CryptoRegimeReader } from '../regimes/crypto-regime-reader.ts';
import { readDailyCloses } from '../regimes/daily-closes.ts';
import type { DerivativesSource } from '../regimes/derivatives-source.ts';
import { MacroRegimeReader } from '../regimes/macro-regime-reader.ts';
import { createRegimeFitter } from '../regimes/regime-fitter.ts';
import { RegimeWatch } from '../regimes/regime-watch.ts';
import type { EngineCore } from './engine-core.ts';
import type { Storage } from './open-storage.ts';

export interface AgentLoopsOptions {
  readonly supervisor: Supervisor;
  readonly core: EngineCore;
  readonly setup: AgentSetup;
  readonly storage: Pick<Storage, 'candles' | 'decisions'>;
  readonly derivatives: DerivativesSource;
  readonly secrets: Secrets;
  /** The desk's time. */
  readonly clock: Clock;
  readonly wall: Clock;
  readonly scheduler: Scheduler;
}

const SECOND = 1_000;
const MINUTE = 60_000;

function createPoller(options: AgentLoopsOptions): DerivativesPoller {
  const { core, setup, derivatives, clock } = options;
  return new DerivativesPoller({
    source: derivatives,
    symbols: setup.symbols,
    agent: () => core.agent,
    now: () => clock.now(),
    dispatch: (body) => dispatchTo(core, body),
  });
}

function dispatchTo(core: EngineCore, body: DeskEventBody): void {
  core.dispatcher.dispatch(body);
}

/** The days that the configuration wants, and one more for the first return. */
function daysOf({ config }: AgentSetup): number {
  const { returns } = config.regimes.hmm;
  return returns === 'all' ? Number.MAX_SAFE_INTEGER : returns + 1;
}

function addRegimes(options: AgentLoopsOptions): void {
  const { supervisor, core, setup, storage, secrets, clock, wall, scheduler } = options;
  const { hmm, macro } = setup.config.regimes;
  const fitter = createRegimeFitter({ scheduler, timeoutMs: hmm.fit_timeout_ms });
  const watch = new RegimeWatch({
    crypto: new CryptoRegimeReader({
      config: hmm,
      fitter,
      closes: (now) =>
        readDailyCloses(storage.candles, {
          symbol: hmm.symbol,
          before: now,
          limit: daysOf(setup),
        }),
    }),
    macro: new MacroRegimeReader({
      config: macro,
      apiKey: secrets.fredKey ?? null,
      monotonicMs: () => wall.monotonicMs(),
    }),
    now: () => clock.now(),
    sessionId: () => core.session.sessionId,
    dispatch: (body) => dispatchTo(core, body),
  });
  supervisor.add({
    name: 'regimes',
    intervalMs: SECOND,
    step: async (signal) => {
      const cancel = (): void => void fitter.stop();
      signal.addEventListener('abort', cancel, { once: true });
      try {
        await watch.check(signal);
      } finally {
        signal.removeEventListener('abort', cancel);
      }
    },
  });
}

function addResults(options: AgentLoopsOptions): void {
  const { supervisor, setup, storage, clock, scheduler } = options;
  const results = new DecisionResults({
    ...storage.decisions,
    candles: storage.candles,
    timeframesMs: setup.config.timeframes_ms.filter((timeframeMs) => timeframeMs < DAY_MS),
    now: () => clock.now(),
    breathe: () => scheduler.yield(),
  });
  const step = (signal: AbortSignal): Promise<void> => results.mark(signal);
  supervisor.add({ name: 'decision results', intervalMs: MINUTE, step });
}

/** What goes on for the agent by itself. None of it stands on an order's way: what fails is shown and tried again. */
export function addAgentLoops(options: AgentLoopsOptions): void {
  const poller = createPoller(options);
  options.supervisor.add({
    name: 'derivatives',
    intervalMs: SECOND,
    step: (signal) => poller.poll(signal),
  });
  addRegimes(options);
  addResults(options);
}
