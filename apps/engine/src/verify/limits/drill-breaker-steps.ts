import type { DeskOptions } from '@quarterdeck/core/desk-contract';
import { asPrice, formatMoney, money, qty, type Money } from '@quarterdeck/core/kernel/decimal';
import { ensureDefined } from '@quarterdeck/core/kernel/ensure';
import { drillDesk } from '../drill/drill-desk.ts';
import { drillInstruments, type DrillInstrument } from '../drill/drill-instruments.ts';
import { TS_DRILL, WARM_UP_MS } from '../drill/run-drill.ts';
import type { Findings } from '../findings.ts';
import type { StageContext } from '../stage.ts';
import { LossAudit } from './loss-audit.ts';
import { openDrill, thenReplay, type Drill } from './open-drill.ts';

const STARTING_BALANCE = '1000000';
const LIMIT_PCT = 1;
const [HOLDER, PROBER] = ['scalp_m1scalper', 'scalp_ping_5s'] as const;
const CENT = 1_000_000n;
const SECOND_MS = 1_000;
const ID = 'limits.breaker';

const text = (amount: bigint): string => formatMoney(amount as Money);

/** One strategy holds a large position for good; another enters, small, wherever its symbols are quoted. */
function stepsDesk([held, ...probes]: readonly DrillInstrument[]): DeskOptions {
  const instruments = [ensureDefined(held, 'instrument'), ...probes];
  const common = { instruments, startingBalance: STARTING_BALANCE };
  const seatOf = (id: string, notional: number, of: readonly DrillInstrument[]) =>
    drillDesk({ ...common, strategyIds: [id], rules: { hold: 1e9, notional } }).strategies.map(
      (setup) => ({ ...setup, symbols: of.map(({ symbol }) => symbol) }),
    );
  return {
    ...drillDesk({
      ...common,
      risk: { max_order_notional: '10000000', max_drawdown_pct: LIMIT_PCT },
    }),
    strategies: [
      ...seatOf(HOLDER, 1_000_000, instruments.slice(0, 1)),
      ...seatOf(PROBER, 10, probes),
    ],
  };
}

/** Moves the market by hand, one instrument at a time. */
class Hand {
  readonly #drill: Drill;
  readonly #bids = new Map<DrillInstrument, bigint>();

  constructor(drill: Drill) {
    this.#drill = drill;
  }

  /** Moves by so many ticks of price. */
  quote(instrument: DrillInstrument, ticks = 0n): void {
    const bid = (this.#bids.get(instrument) ?? instrument.firstPrice) + ticks * CENT;
    this.#bids.set(instrument, bid);
    const { engine } = this.#drill;
    const depth = qty('1000000');
    engine.deliver({
      type: 'quote',
      quote: {
        ...{ symbol: instrument.symbol, bid: asPrice(bid), ask: asPrice(bid + CENT) },
        ...{ bidQty: depth, askQty: depth, tsEvent: engine.time.now() + 1 },
      },
    });
    engine.runTo(engine.time.now() + 100);
  }

  /** Over the next whole second, at which equity is compared. */
  nextSecond(): void {
    const { engine } = this.#drill;
    engine.runTo((Math.floor(engine.time.now() / SECOND_MS) + 1) * SECOND_MS);
  }
}

/** Ticks against the position until equity is at the threshold or below, and not one more. */
function ticksLeft(losses: LossAudit, held: bigint): bigint {
  const perTick = (held < 0n ? -held : held) * CENT;
  const left = losses.equity - losses.threshold;
  return (left + perTick - 1n) / perTick;
}

/** Down to the last tick above the threshold, then one more: the breaker trips there and not before. */
export async function drillBreakerSteps(context: StageContext) {
  const { findings } = context;
  const instruments = drillInstruments(3);
  const [held, probeBefore, probeAfter] = instruments.map((each) => each);
  const losses = new LossAudit(findings, {
    startingBalance: money(STARTING_BALANCE),
    maxDailyLoss: money(STARTING_BALANCE),
    maxDrawdownPct: LIMIT_PCT,
  });
  const drill = openDrill(context, {
    name: 'breaker-steps',
    desk: stepsDesk(instruments),
    tsStart: TS_DRILL,
    watches: [losses],
  });
  const { engine } = drill;
  const hand = new Hand(drill);
  return thenReplay(context, { drill, of: 'limits' }, () => {
    engine.runTo(TS_DRILL + WARM_UP_MS);
    const steps = { drill, hand, losses, findings };
    walkDown(steps, {
      held: ensureDefined(held, 'held instrument'),
      probeBefore: ensureDefined(probeBefore, 'probe'),
      probeAfter: ensureDefined(probeAfter, 'probe'),
    });
    drill.audited.finish('limits, breaker by steps');
    return Promise.resolve({ fills: drill.audited.books.fills });
  });
}

interface Steps {
  readonly drill: Drill;
  readonly hand: Hand;
  readonly losses: LossAudit;
  readonly findings: Findings;
}

function walkDown(
  { drill, hand, losses, findings }: Steps,
  of: Record<'held' | 'probeBefore' | 'probeAfter', DrillInstrument>,
): void {
  const { engine } = drill;
  const isTripped = (): boolean => engine.core.view.riskMemory.breakerTrippedTs !== undefined;
  const look = (where: string, holds: boolean, expected: string): void => {
    findings.look(ID, holds, () => ({
      where: `by steps, ${where}: equity ${text(losses.equity)} of ${text(losses.threshold)}`,
      expected,
      found: `tripped ${isTripped()}, entries ${losses.entries}, refused ${drill.refusals.codes().join(' ')}`,
    }));
  };
  hand.quote(of.held);
  const qtyHeld = engine.core.view.positions()[0]?.qty ?? 0n;
  const against = qtyHeld > 0n ? -1n : 1n;
  const walk = (ticks: bigint): void => hand.quote(of.held, against * ticks);
  walk(ticksLeft(losses, qtyHeld) - 3n);
  hand.quote(of.probeBefore);
  look('three ticks above', losses.entries === 2, 'an entry goes through');
  walk(ticksLeft(losses, qtyHeld) - 1n);
  hand.nextSecond();
  const before = losses.equity;
  look('one tick above', !isTripped() && engine.core.view.lock.level === 'none', 'not tripped');
  walk(1n);
  hand.quote(of.probeAfter);
  const refused = drill.refusals.of('DRAWDOWN_BREAKER_TRIPPED');
  look('at the threshold', losses.entries === 2 && refused > 0, 'entries are refused at once');
  hand.nextSecond();
  look('a second later', isTripped() && engine.core.view.lock.level === 'lock', 'tripped, locked');
  findings.note(ID, 'steps_threshold', text(losses.threshold));
  findings.note(ID, 'steps_equity_one_tick_above', text(before));
  findings.note(ID, 'steps_equity_at_trip', text(losses.atTrip ?? 0n));
}
