import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import type { LockLevel } from '@quarterdeck/core/model/control';
import { createRng } from '@quarterdeck/core/kernel/rng';
import { drillDesk } from '../drill/drill-desk.ts';
import { drillInstruments } from '../drill/drill-instruments.ts';
import { drillMarket } from '../drill/drill-market.ts';
import { TS_DRILL, TS_FIRST_QUOTE } from '../drill/run-drill.ts';
import { slowWire } from '../lanes/slow-wire.ts';
import { openDrill } from '../limits/open-drill.ts';
import { OrderFacts } from '../limits/order-facts.ts';
import type { StageContext } from '../stage.ts';
import { LockWatch } from './lock-watch.ts';
import { MarketWalk } from './market-walk.ts';
import { restEntries } from './resting-wire.ts';

const TICK_MS = 20;
/** A hand-over takes 5 to 50 ms: lanes queue behind it. */
const HAND_OVER = { least: 5, most: 50 } as const;
const RESTING_SHARE = 0.1;
/** Quotes a position is held. */
const HOLD = 3;
/** Never run out of. */
const ENDLESS = 1e9;

/** Every strategy at every chance, over a wire that makes orders queue and lets some entries rest. */
export function openLockDrill(context: StageContext, name: string) {
  const instruments = drillInstruments(3);
  const rng = createRng(context.seed).fork(`lock ${name}`);
  const facts = new OrderFacts();
  const watch = new LockWatch(context.findings, facts);
  const desk = drillDesk({ instruments, rules: { hold: HOLD } });
  const [handOver, resting] = [rng.fork('hand over'), rng.fork('resting')];
  const drill = openDrill(context, {
    ...{ name, desk, facts, tsStart: TS_DRILL },
    watches: [watch],
    listen: [(entries) => watch.listen(entries)],
    wrapWire: (wire, time) =>
      slowWire(
        restEntries(wire, {
          rng: resting,
          share: RESTING_SHARE,
          isEntry: (id) => facts.find(id)?.purpose === 'entry',
          onQuery: (id) => watch.queried(id),
        }),
        time,
        () =>
          HAND_OVER.least + Math.floor(handOver.next() * (HAND_OVER.most - HAND_OVER.least + 1)),
      ),
  });
  const { engine } = drill;
  watch.now = () => engine.time.now();
  const market = { instruments, tsStart: TS_FIRST_QUOTE, intervalMs: TICK_MS, ticks: ENDLESS };
  const quotes = drillMarket({ ...market, seed: context.seed });
  const walk = new MarketWalk(engine, quotes, context.signal);
  return {
    ...drill,
    ...{ watch, desk, instruments, rng },
    quotes: () => walk.delivered,
    /** The market goes on up to `ts`. */
    trade: (ts: EpochMs) => walk.to(ts),
    /** As an operator's command does it: the event, then the disk. */
    press: (level: Exclude<LockLevel, 'none'>): void => {
      engine.dispatch({ type: 'TradingLocked', level, reason: 'proof', by: 'proof' });
      engine.core.dispatcher.commitNow();
    },
    unlock: (): void => {
      engine.dispatch({ type: 'TradingUnlocked', reason: 'proof', by: 'proof' });
      engine.core.dispatcher.commitNow();
    },
  };
}

export type LockDrill = ReturnType<typeof openLockDrill>;
