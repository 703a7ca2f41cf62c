import { startOfUtcDay, DAY_MS } from '@quarterdeck/core/kernel/clock';
import { formatMoney, money, type Money } from '@quarterdeck/core/kernel/decimal';
import type { RiskConfig } from '@quarterdeck/core/contract/config.schema';
import { drillDesk } from '../drill/drill-desk.ts';
import { drillInstruments } from '../drill/drill-instruments.ts';
import { drillMarket } from '../drill/drill-market.ts';
import { TS_DRILL, WARM_UP_MS } from '../drill/run-drill.ts';
import type { Findings } from '../findings.ts';
import type { StageContext } from '../stage.ts';
import { LossAudit } from './loss-audit.ts';
import { openDrill, whileOpen } from './open-drill.ts';
import { copyAsKilled, restartAndPress, standingOf } from './restart-drill.ts';

const STARTING_BALANCE = '100000';
const TICK_MS = 20;
const OFF: Partial<RiskConfig> = { max_drawdown_pct: 100, max_daily_loss: '100000000' };
const DAILY_LOSS = '60';
const DRAWDOWN_PCT = 0.05;
/** Orders on their way arrive, and the newest risk memory is stored. */
const SETTLED_MS = 8_000;

interface LossDrill {
  readonly name: string;
  readonly risk: Partial<RiskConfig>;
  readonly tsStart: number;
}

function openLossDrill(context: StageContext, { name, risk, tsStart }: LossDrill) {
  const instruments = drillInstruments(3);
  const all = { ...OFF, ...risk };
  const losses = new LossAudit(context.findings, {
    startingBalance: money(STARTING_BALANCE),
    maxDailyLoss: money(all.max_daily_loss ?? ''),
    maxDrawdownPct: all.max_drawdown_pct ?? 0,
  });
  const desk = drillDesk({ instruments, startingBalance: STARTING_BALANCE, risk: all });
  const drill = openDrill(context, { name, desk, tsStart, watches: [losses] });
  const trade = (ticks: number) => {
    const from = drill.engine.time.now() + TICK_MS;
    const { seed } = context;
    return drill.deliver(
      drillMarket({ instruments, seed, tsStart: from, intervalMs: TICK_MS, ticks }),
    );
  };
  return { ...drill, instruments, losses, desk, trade };
}

/** Fees alone eat the day's loss; entries stop, and come again with the next UTC day. */
export async function drillDailyLoss(context: StageContext, ticks: number) {
  const { findings } = context;
  const midnight = startOfUtcDay(TS_DRILL) + DAY_MS;
  const id = 'limits.daily_loss';
  const { engine, ...drill } = openLossDrill(context, {
    name: 'daily-loss',
    risk: { max_daily_loss: DAILY_LOSS },
    tsStart: midnight - 60_000,
  });
  const { losses } = drill;
  const codes = ['DAILY_LOSS_EXCEEDS_LIMIT'];
  const restart = { id: 'limits.persist', codes, ...drill } as const;
  const quotes = await whileOpen(engine, async () => {
    engine.runTo(engine.time.now() + WARM_UP_MS);
    const before = await drill.trade(ticks);
    engine.runTo(engine.time.now() + SETTLED_MS);
    const [today = 0] = losses.entriesOfDay.values();
    await restartAndPress(context, {
      ...restart,
      where: 'killed after the loss of the day',
      after: 'killed',
      folder: copyAsKilled(drill.folder),
      tsStart: engine.time.now(),
      before: standingOf(engine),
    });
    engine.runTo(midnight + WARM_UP_MS * 4);
    const after = await drill.trade(ticks);
    engine.runTo(engine.time.now() + SETTLED_MS);
    const [, tomorrow = 0] = losses.entriesOfDay.values();
    findings.look(id, today > 0 && tomorrow > 0, () => ({
      where: 'entries on the day of the loss and on the next',
      expected: 'some on both',
      found: `${today} and ${tomorrow}`,
    }));
    findings.note(id, 'entries_before_the_limit', today);
    findings.note(id, 'entries_on_the_next_day', tomorrow);
    drill.audited.finish('limits, daily loss');
    return before + after;
  });
  const refused = drill.refusals.of('DAILY_LOSS_EXCEEDS_LIMIT');
  findings.look(id, refused > 0, () => ({ where: '', expected: 'refusals', found: 'none' }));
  findings.note(id, 'limit', DAILY_LOSS);
  findings.note(id, 'entries_refused', refused);
  await restartAndPress(context, {
    ...restart,
    where: 'closed after the loss of the day',
    after: 'closed',
    tsStart: engine.time.now(),
    before: standingOf(engine),
  });
  return { quotes, fills: drill.audited.books.fills };
}

/** Fees alone eat what the breaker allows; it trips under load, and stays tripped over restarts. */
export async function drillBreaker(context: StageContext, ticks: number) {
  const { findings } = context;
  const { engine, ...drill } = openLossDrill(context, {
    name: 'breaker',
    risk: { max_drawdown_pct: DRAWDOWN_PCT },
    tsStart: TS_DRILL,
  });
  const restart = { id: 'limits.persist', codes: ['GUARD_LOCKED'], ...drill } as const;
  const quotes = await whileOpen(engine, async () => {
    engine.runTo(engine.time.now() + WARM_UP_MS);
    const delivered = await drill.trade(ticks);
    engine.runTo(engine.time.now() + SETTLED_MS);
    drill.audited.finish('limits, breaker under load');
    judgeBreaker(findings, drill.losses);
    await restartAndPress(context, {
      ...restart,
      where: 'killed after the breaker tripped',
      after: 'killed',
      folder: copyAsKilled(drill.folder),
      tsStart: engine.time.now(),
      before: standingOf(engine),
    });
    return delivered;
  });
  await restartAndPress(context, {
    ...restart,
    where: 'closed after the breaker tripped',
    after: 'closed',
    tsStart: engine.time.now(),
    before: standingOf(engine),
  });
  return { quotes, fills: drill.audited.books.fills };
}

function judgeBreaker(findings: Findings, losses: LossAudit): void {
  const id = 'limits.breaker';
  const { atTrip, lastAbove, threshold } = losses;
  const hasTripped = atTrip !== undefined && atTrip <= threshold && lastAbove > threshold;
  findings.look(id, hasTripped, () => ({
    where: 'the breaker under load',
    expected: `tripped at ${formatMoney(threshold as Money)}`,
    found: `last above ${lastAbove}, tripped at ${atTrip}`,
  }));
  findings.note(id, 'load_threshold', formatMoney(threshold as Money));
  findings.note(id, 'load_last_equity_above', formatMoney(lastAbove as Money));
  findings.note(id, 'load_equity_at_trip', formatMoney((atTrip ?? 0n) as Money));
  findings.note(id, 'load_entries_before', losses.entries);
}
