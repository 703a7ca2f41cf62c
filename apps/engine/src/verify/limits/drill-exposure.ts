import { formatMoney, money, type Money } from '@quarterdeck/core/kernel/decimal';
import { createRng } from '@quarterdeck/core/kernel/rng';
import { drillDesk } from '../drill/drill-desk.ts';
import { drillInstruments } from '../drill/drill-instruments.ts';
import { drillMarket } from '../drill/drill-market.ts';
import { TS_DRILL, TS_FIRST_QUOTE, WARM_UP_MS } from '../drill/run-drill.ts';
import type { Findings } from '../findings.ts';
import type { StageContext } from '../stage.ts';
import { ExposureAudit } from './exposure-audit.ts';
import { LossAudit } from './loss-audit.ts';
import { flattenDrill, openDrill, thenReplay, type Drill } from './open-drill.ts';
import { OrderFacts } from './order-facts.ts';
import { breakWire, type WireBreaks } from './unreliable-wire.ts';

const CAPS = { symbol: '6000', total: '13000' } as const;
const STARTING_BALANCE = '10000000';
const TICK_MS = 20;
/** Every tenth order breaks the wire. */
const SHARE = 0.1;
/** The venue's "never heard of it" is believed only after its receive window: everything is told by then. */
const SETTLED_MS = 30_000;

/** More wishes than the caps have room for, over a wire that loses every tenth answer. */
export async function drillExposure(context: StageContext, ticks: number) {
  const { findings, seed } = context;
  const instruments = drillInstruments(3);
  const facts = new OrderFacts();
  const exposure = new ExposureAudit(findings, facts, {
    symbol: money(CAPS.symbol),
    total: money(CAPS.total),
  });
  const losses = new LossAudit(findings, {
    startingBalance: money(STARTING_BALANCE),
    maxDailyLoss: money(STARTING_BALANCE),
    maxDrawdownPct: 50,
  });
  const breaks: WireBreaks = { lost: 0, arrived: 0, isOver: false };
  const drill = openDrill(context, {
    name: 'exposure',
    tsStart: TS_DRILL,
    desk: drillDesk({
      instruments,
      startingBalance: STARTING_BALANCE,
      rules: { hold: 25 },
      risk: {
        max_symbol_exposure: CAPS.symbol,
        max_total_exposure: CAPS.total,
        max_daily_loss: STARTING_BALANCE,
        max_drawdown_pct: 50,
      },
    }),
    facts,
    watches: [exposure, losses],
    listen: [(entries) => exposure.listen(entries)],
    wrapWire: (wire) =>
      breakWire(wire, { rng: createRng(seed).fork('limits wire'), share: SHARE, breaks }),
  });
  const { engine, audited } = drill;
  return thenReplay(context, { drill, of: 'limits' }, async () => {
    engine.runTo(TS_DRILL + WARM_UP_MS);
    const market = { instruments, seed, tsStart: TS_FIRST_QUOTE, intervalMs: TICK_MS, ticks };
    const quotes = await drill.deliver(drillMarket(market));
    breaks.isOver = true;
    engine.runTo(engine.time.now() + SETTLED_MS);
    flattenDrill(engine);
    audited.finish('limits, exposure');
    judgeExposure(findings, { exposure, breaks, drill });
    noteHealthy(findings, losses);
    return {
      quotes,
      entries: exposure.admitted,
      fills: audited.books.fills,
      unknown: exposure.unknown,
    };
  });
}

interface Judged {
  readonly exposure: ExposureAudit;
  readonly breaks: WireBreaks;
  readonly drill: Drill;
}

/** A cap that never refused anything has proven nothing. */
function judgeExposure(findings: Findings, { exposure, breaks, drill }: Judged): void {
  for (const cap of ['symbol', 'total'] as const) {
    const id = `limits.${cap}_exposure` as const;
    const refused = drill.refusals.of(`EXPOSURE_${cap.toUpperCase()}_EXCEEDS_CAP`);
    const hasBound = refused > 0 && breaks.lost > 0 && breaks.arrived > 0;
    findings.look(id, hasBound, () => ({
      where: 'the whole drill',
      expected: 'the cap refused entries while orders were unknown, some at the venue, some not',
      found: `${refused} refused, ${breaks.lost} lost, ${breaks.arrived} at the venue`,
    }));
    const highest = cap === 'symbol' ? exposure.highestSymbol : exposure.highestTotal;
    findings.note(id, 'cap', CAPS[cap]);
    findings.note(id, 'highest', formatMoney(highest as Money));
    findings.note(id, 'events_looked_at', exposure.events);
    findings.note(id, 'entries_let_through', exposure.admitted);
    findings.note(id, 'entries_refused', refused);
    findings.note(id, 'unknown_orders_never_arrived', breaks.lost);
    findings.note(id, 'unknown_orders_at_venue', breaks.arrived);
  }
}

function noteHealthy(findings: Findings, losses: LossAudit): void {
  findings.look('limits.breaker', losses.tsTripped === undefined, () => ({
    where: 'a run that stays above its threshold',
    expected: 'healthy all along',
    found: `tripped at ${losses.tsTripped}`,
  }));
  findings.note('limits.breaker', 'healthy_run_comparisons', losses.comparisons);
  findings.note('limits.breaker', 'healthy_run_lowest_equity', formatMoney(losses.lowest as Money));
  findings.note('limits.breaker', 'healthy_run_threshold', formatMoney(losses.threshold as Money));
}
