import type { RiskConfig } from '@quarterdeck/core/contract/config.schema';
import { drillDesk } from '../drill/drill-desk.ts';
import { drillInstruments } from '../drill/drill-instruments.ts';
import { drillMarket } from '../drill/drill-market.ts';
import { TS_DRILL, TS_FIRST_QUOTE, WARM_UP_MS } from '../drill/run-drill.ts';
import type { StageContext } from '../stage.ts';
import { openDrill, thenReplay, whileOpen } from './open-drill.ts';
import { OrderFacts } from './order-facts.ts';
import { RateAudit } from './rate-audit.ts';
import { copyAsKilled, restartAndPress, standingOf } from './restart-drill.ts';

const TICK_MS = 20;
const PER_SECOND = 40;
const REPEATED = 5;
const WINDOW_MS = 60_000;
const NO_LIMIT = 1_000_000;
const SETTLED_MS = 8_000;

interface RateDrill {
  readonly name: string;
  readonly risk: Partial<RiskConfig>;
  readonly limits: { readonly perSecond: number; readonly repeated: number };
}

function openRateDrill(context: StageContext, { name, risk, limits }: RateDrill) {
  const instruments = drillInstruments(3);
  const facts = new OrderFacts();
  // The drill's clock stands in the engine, which tells of changes only once it is there.
  const clock = { now: () => TS_DRILL };
  const audit = new RateAudit(context.findings, {
    facts,
    limits: { ...limits, windowMs: WINDOW_MS },
    now: () => clock.now(),
  });
  const desk = drillDesk({
    instruments,
    risk: { ...risk, repeated_entries_window_ms: WINDOW_MS },
  });
  const drill = openDrill(context, {
    ...{ name, desk, facts },
    tsStart: TS_DRILL,
    watches: [audit],
    listen: [(entries) => audit.listen(entries)],
  });
  clock.now = () => drill.engine.time.now();
  drill.engine.runTo(TS_DRILL + WARM_UP_MS);
  return { ...drill, instruments, desk, audit };
}

/** Far more entries wanted than a second may see. */
export async function drillRate(context: StageContext, ticks: number) {
  const { findings, seed } = context;
  const id = 'limits.order_rate';
  const drill = openRateDrill(context, {
    name: 'rate',
    risk: { max_orders_per_second: PER_SECOND },
    limits: { perSecond: PER_SECOND, repeated: NO_LIMIT },
  });
  const { engine, instruments, audit, refusals } = drill;
  return thenReplay(context, { drill, of: 'limits' }, async () => {
    const market = { instruments, seed, tsStart: TS_FIRST_QUOTE, intervalMs: TICK_MS, ticks };
    const quotes = await drill.deliver(drillMarket(market));
    engine.runTo(engine.time.now() + SETTLED_MS);
    drill.audited.finish('limits, order rate');
    const refused = refusals.of('RATE_ORDERS_PER_SECOND_EXCEED_LIMIT');
    findings.look(id, refused > 0, () => ({ where: 'rate', expected: 'refusals', found: 'none' }));
    findings.note(id, 'limit_per_second', PER_SECOND);
    findings.note(id, 'fullest_second', audit.fullestSecond);
    findings.note(id, 'entries_sent', audit.sent);
    findings.note(id, 'entries_refused', refused);
    return { quotes, fills: drill.audited.books.fills };
  });
}

/** The same entry again and again: each strategy that does it is held, also over a restart. */
export async function drillRepeats(context: StageContext, ticks: number) {
  const { findings, seed } = context;
  const id = 'limits.order_rate';
  const drill = openRateDrill(context, {
    name: 'repeats',
    risk: { repeated_entries_limit: REPEATED },
    limits: { perSecond: NO_LIMIT, repeated: REPEATED },
  });
  const { engine, instruments, audit, desk } = drill;
  const codes = ['GUARD_ENTRY_DISABLED'];
  const restart = { id: 'limits.persist', codes, desk, instruments } as const;
  const quotes = await whileOpen(engine, async () => {
    const market = { instruments, seed, tsStart: TS_FIRST_QUOTE, intervalMs: TICK_MS, ticks };
    const delivered = await drill.deliver(drillMarket(market));
    engine.runTo(engine.time.now() + SETTLED_MS);
    drill.audited.finish('limits, repeated entries');
    const { size: held } = audit.held;
    findings.look(id, held === desk.strategies.length, () => ({
      where: 'strategies that repeated themselves',
      expected: `${desk.strategies.length} held`,
      found: String(held),
    }));
    findings.note(id, 'repeats_allowed', REPEATED);
    findings.note(id, 'most_repeats', audit.mostRepeats);
    findings.note(id, 'strategies_held', held);
    await restartAndPress(context, {
      ...restart,
      where: 'killed after strategies were held',
      after: 'killed',
      folder: copyAsKilled(drill.folder),
      tsStart: engine.time.now(),
      before: standingOf(engine),
    });
    return delivered;
  });
  await restartAndPress(context, {
    ...restart,
    where: 'closed after strategies were held',
    after: 'closed',
    folder: drill.folder,
    tsStart: engine.time.now(),
    before: standingOf(engine),
  });
  return { quotes, fills: drill.audited.books.fills };
}
