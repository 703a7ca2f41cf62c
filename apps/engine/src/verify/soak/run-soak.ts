import path from 'node:path';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '@quarterdeck/core/kernel/clock';
import { formatMoney, formatUnits, ZERO_QTY } from '@quarterdeck/core/kernel/decimal';
import type { DeskEventBody } from '@quarterdeck/core/model/event';
import { readVenueBook } from '../../adapters/simulated/read-venue-book.ts';
import { auditOrders } from '../exactness/audit-orders.ts';
import { auditBySql, auditStorage } from '../exactness/audit-storage.ts';
import type { Findings } from '../findings.ts';
import type { StageContext } from '../stage.ts';
import { HeapSamples } from './heap-samples.ts';
import { SOAK_INSTRUMENTS } from './soak-desk.ts';
import { LAST_LIFE_FROM, SoakSession, type SoakPlan } from './soak-session.ts';
import { EPISODES, FAULT_KINDS, type FaultKind } from './storm/storm-kinds.ts';

const SAMPLES = 48;
const CALM_MS = 30 * SECOND_MS;
const LONGEST_END_MS = 20 * MINUTE_MS;

export interface SoakFigures {
  readonly counts: Readonly<Record<string, number>>;
  readonly pnl: string;
  readonly heap: HeapSamples;
  readonly stormMs: number;
}

/** A storm, then calm: invariants at every event, and in the end the venue's own book. */
export async function runSoak(context: StageContext, plan: SoakPlan): Promise<SoakFigures> {
  const session = new SoakSession(context, plan);
  const heap = new HeapSamples();
  const startedMs = context.clock.monotonicMs();
  try {
    await weather(session, { context, plan, heap });
    await comeToRest(session, context);
  } catch (error) {
    const told = String(error).replaceAll(context.folder, 'the folder');
    session.watch.complaints.complain('an engine that goes on', told);
  }
  session.watch.complaints.end();
  const stormMs = context.clock.monotonicMs() - startedMs - session.journals.tookMs;
  const figures = figuresOf(session);
  if (!context.signal.aborted) judge(session, { context, plan, heap });
  await session.close();
  return { ...figures, heap, stormMs };
}

interface Run {
  readonly context: StageContext;
  readonly plan: SoakPlan;
  readonly heap: HeapSamples;
}

async function weather(session: SoakSession, { context, plan, heap }: Run): Promise<void> {
  const { machine } = session;
  for (let taken = 0; machine.elapsedMs < plan.runMs;) {
    if (context.signal.aborted || session.isHopeless) return;
    await session.step();
    const share = machine.elapsedMs / plan.runMs;
    if (share * SAMPLES < taken + 1) continue;
    taken = Math.floor(share * SAMPLES);
    heap.take(share);
  }
}

/** Nothing fails any more, nothing new is opened, and a person closes what is left. */
async function comeToRest(session: SoakSession, { signal }: StageContext): Promise<void> {
  session.calmDown();
  const { machine } = session;
  const startedMs = machine.elapsedMs;
  let closedMs = 0;
  let restlessMs = startedMs;
  while (machine.elapsedMs - startedMs < LONGEST_END_MS) {
    if (signal.aborted || session.isHopeless || machine.elapsedMs - restlessMs > CALM_MS) return;
    if (machine.elapsedMs - closedMs > 5 * SECOND_MS) {
      closedMs = machine.elapsedMs;
      for (const body of closingActs(session)) session.engine.dispatch(body);
    }
    await session.step();
    if (!isAtRest(session)) restlessMs = machine.elapsedMs;
  }
}

function isAtRest({ engine, watch }: SoakSession): boolean {
  const { view } = engine.core;
  const isFlat = view.positions().length === 0 && view.workingOrders().length === 0;
  return isFlat && watch.books.waiting === 0 && view.phase === 'running';
}

function closingActs({ engine }: SoakSession): readonly DeskEventBody[] {
  const { view } = engine.core;
  const by = 'operator';
  const lock: DeskEventBody = { type: 'TradingLocked', level: 'lock', reason: 'the end', by };
  const closes = view
    .positions()
    .map(({ positionId }): DeskEventBody => ({ type: 'PositionCloseRequested', positionId, by }));
  return view.lock.level === 'none' ? [lock, ...closes] : closes;
}

function figuresOf(session: SoakSession): Pick<SoakFigures, 'counts' | 'pnl'> {
  const { engine, watch, operator, model, machine } = session;
  const { totals } = engine.core.view;
  return {
    pnl: formatMoney(totals.net),
    counts: {
      simulatedMinutes: Math.round(machine.elapsedMs / MINUTE_MS),
      lives: watch.life,
      events: watch.events,
      quotes: watch.counts.get('QuoteReceived') ?? 0,
      orders: watch.orders.sent,
      fills: totals.fills,
      roundTrips: totals.byStrategy.reduce((sum, { trades }) => sum + trades, 0),
      questions: model.asked,
      answers: model.answered,
      operatorActs: [...operator.did.values()].reduce((sum, times) => sum + times, 0),
    },
  };
}

function judge(session: SoakSession, { context, plan, heap }: Run): void {
  judgeFaults(session, { context, plan });
  judgeBook(session, context);
  const { findings } = context;
  const { isFlat } = heap.judge(LAST_LIFE_FROM);
  findings.look('soak.memory', isFlat, () => ({
    where: `seed ${context.seed}`,
    expected: 'as much at the end as after the warm-up, within 10 parts of 100 or 12 MB',
    found: 'more; see the measure soak.heap_mb',
  }));
}

/** As many as half the mean, and one in the shortest run. */
const leastMet = (kind: FaultKind, runMs: number): number => {
  const perHour = kind in EPISODES ? EPISODES[kind as keyof typeof EPISODES].perHour : 4;
  return Math.max(1, Math.floor((perHour * runMs) / HOUR_MS / 4));
};

function judgeFaults(session: SoakSession, { context, plan }: Pick<Run, 'context' | 'plan'>): void {
  const { findings, seed } = context;
  for (const kind of FAULT_KINDS) {
    const met = session.storm.met.get(kind) ?? 0;
    const least = leastMet(kind, plan.runMs);
    findings.note('soak.faults_met', kind, met);
    findings.look('soak.faults_met', met >= least, () => ({
      where: `seed ${seed}, ${kind}`,
      expected: `at least ${least}`,
      found: String(met),
    }));
  }
  const { watch, machine, operator } = session;
  findings.note('soak.faults_met', 'desk_impaired', watch.impaired);
  findings.note('soak.faults_met', 'desk_recovered', watch.recovered);
  findings.note('soak.faults_met', 'fills_booked_again_after_a_kill', watch.books.forgotten);
  for (const [code, times] of machine.told) findings.note('soak.faults_met', code, times);
  for (const [act, times] of operator.did)
    findings.note('soak.faults_met', `operator_${act}`, times);
  for (const type of NOTED) findings.note('soak.invariants', type, watch.counts.get(type) ?? 0);
}

const NOTED = ['OrderOutcomeUnknown', 'OrderWithheld', 'OrderQueried', 'VenueReported'] as const;

/** Everything is closed: our books, the tables and the venue's own have to be the same to the last digit. */
function judgeBook(session: SoakSession, { findings, seed }: StageContext): void {
  const { engine, watch } = session;
  const where = `seed ${seed}, after the storm`;
  engine.core.dispatcher.commitNow();
  const equal = (what: string, expected: bigint | number, found: bigint | number): void =>
    findings.equal('soak.venue_book', {
      where: `${where}: ${what}`,
      expected: String(expected),
      found: String(found),
    });
  const { view } = engine.core;
  const { totals } = view;
  const sums = engine.storage.recomputeFills();
  const { books } = watch;
  equal('fills of the venue that were never booked', 0, books.waiting);
  equal('orders still working', 0, view.workingOrders().length);
  equal('fills', books.booked, totals.fills);
  equal('profit by the cash at the venue', books.total.cash - books.total.fees, totals.net);
  equal('fees', books.total.fees, totals.fees);
  equal('stored fills', books.booked, sums.count);
  equal('profit by SQL', sums.net, totals.net);
  equal('cash by SQL', books.total.cash, sums.cash);
  const theirs = engine.venue.snapshot(engine.time.now()).positions;
  for (const { symbol } of SOAK_INSTRUMENTS) {
    const held = theirs.find((row) => row.symbol === symbol)?.qty ?? ZERO_QTY;
    const own = view.positions().filter((row) => row.symbol === symbol);
    equal(`${symbol} at the venue (${formatUnits(held)})`, 0n, held);
    equal(
      `${symbol} by our book`,
      0n,
      own.reduce((sum, { qty }) => sum + qty, 0n),
    );
  }
  auditStorage({ findings, storage: engine.storage, view, where });
  auditBySql({ findings, storage: engine.storage, view, where });
  judgeOrders(session, { findings, where });
}

/** Every order of all lives, by its row and by the venue's book on disk. */
function judgeOrders(
  { folder, stored }: SoakSession,
  { findings, where }: { readonly findings: Findings; readonly where: string },
): void {
  const { orders } = readVenueBook(path.join(folder, 'venue'));
  const venue = new Map(orders.map((order) => [order.clientOrderId, order]));
  auditOrders({ findings, rows: stored?.finish(where).orders() ?? [], venue, where });
}
