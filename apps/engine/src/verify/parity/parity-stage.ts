import { createSimulatedDesk } from '@quarterdeck/core/desk';
import type { DeskOptions } from '@quarterdeck/core/desk-contract';
import type { RestoredState } from '@quarterdeck/core/model/restored';
import type { BookEntry } from '@quarterdeck/core/simulation/book-entry';
import type { MarketInput } from '@quarterdeck/core/simulation/market-input';
import { createMatchingVenue } from '@quarterdeck/core/simulation/matching-venue';
import { driveSession } from '@quarterdeck/core/simulation/session-driver';
import { writeCanonical } from '../../runtime/journal/write-canonical.ts';
import { drillDesk } from '../drill/drill-desk.ts';
import { drillInstruments } from '../drill/drill-instruments.ts';
import { drillMarket } from '../drill/drill-market.ts';
import { figuresOf, folderOf, TS_DRILL, TS_FIRST_QUOTE } from '../drill/run-drill.ts';
import { AuditedEngine } from '../engine/audited-engine.ts';
import { listenToDesk } from '../engine/listen-to-desk.ts';
import { MAKER_BPS, TAKER_BPS } from '../engine/proof-engine.ts';
import type { Findings } from '../findings.ts';
import type { Stage, StageContext, StageResult } from '../stage.ts';
import { replayRun } from './replay-run.ts';

const TICKS = { quick: 100, full: 600, soak: 100 } as const;
const TICK_MS = 20;
const DRAIN_MS = 2_000;
const LATENCY_MS = 1;

/** Part 6 of the proof: the run again as a plain loop, and once more from its own journal. */
export const parityStage: Stage = {
  name: 'parity',
  title: 'The same session as a plain loop, and replayed from its journal',
  decides: ['parity.plain_loop', 'parity.replay'],
  run: runParity,
};

/** What left, what was filled and where the books stand, as text to compare. */
interface Trace {
  readonly orders: readonly string[];
  readonly fills: readonly string[];
  readonly totals: string;
  readonly positions: string;
}

async function runParity(context: StageContext): Promise<StageResult> {
  const instruments = drillInstruments(3);
  const desk = drillDesk({ instruments });
  const inputs = [
    ...drillMarket({
      instruments,
      seed: context.seed,
      tsStart: TS_FIRST_QUOTE,
      intervalMs: TICK_MS,
      ticks: TICKS[context.kind],
    }),
  ];
  const live = await runLive(context, desk, inputs);
  const plain = runPlain(desk, inputs, live.restored);
  compare(context.findings, live.trace, plain);
  const { figures } = live;
  return {
    counts: { orders: figures.orders, fills: figures.fills, replayed_events: live.replayed },
    pnl: figures.pnl,
  };
}

/** Down the live path, then the journal of it to a fresh desk. */
async function runLive(context: StageContext, desk: DeskOptions, inputs: readonly MarketInput[]) {
  const folder = folderOf(context.folder, 'live');
  const orders: string[] = [];
  const fills: string[] = [];
  let restored: RestoredState | undefined;
  const audited = new AuditedEngine(context, {
    folder,
    desk,
    tsStart: TS_DRILL,
    latencyMs: LATENCY_MS,
    wrapDesk: (inner) =>
      listenToDesk(inner, (event) => {
        if (event.type === 'DeskStarted') ({ restored } = event);
      }),
    onBook: (entries) => noteEntries(entries, orders, fills),
  });
  const { engine } = audited;
  for (const input of inputs) engine.deliver(input);
  audited.finish('parity');
  const { totals } = engine.core.view;
  const trace = {
    orders,
    fills,
    totals: writeCanonical(totals),
    positions: writeCanonical(engine.core.view.positions()),
  };
  const figures = figuresOf(audited, inputs.length);
  const { sessionId } = engine.core.session;
  await engine.close();
  const replayed = await replayRun(context.findings, { folder, sessionId, desk, where: 'parity' });
  return { trace, figures, restored, replayed };
}

function noteEntries(entries: readonly BookEntry[], orders: string[], fills: string[]): void {
  for (const entry of entries) {
    if (entry.type === 'Filled') fills.push(writeCanonical(entry.fill));
    else if (entry.type === 'Sent' && entry.line.kind === 'submit')
      orders.push(writeCanonical(entry.line.request));
  }
}

/** No dispatcher, no lanes, no disk: what a backtest does. */
function runPlain(
  desk: DeskOptions,
  inputs: readonly MarketInput[],
  restored: RestoredState | undefined,
): Trace {
  if (restored === undefined) throw new Error('the live path has not started');
  const fresh = createSimulatedDesk(desk);
  const fills: string[] = [];
  const sent: string[] = [];
  driveSession({
    desk: fresh,
    venue: createMatchingVenue({
      instruments: desk.instruments,
      latencyMs: LATENCY_MS,
      makerFeeBps: MAKER_BPS,
      takerFeeBps: TAKER_BPS,
      onEntries: (entries) => noteEntries(entries, sent, fills),
    }),
    inputs,
    tsStart: TS_DRILL,
    restored,
    drainMs: DRAIN_MS,
  });
  return {
    orders: sent,
    fills,
    totals: writeCanonical(fresh.view.totals),
    positions: writeCanonical(fresh.view.positions()),
  };
}

function compare(findings: Findings, live: Trace, plain: Trace): void {
  const id = 'parity.plain_loop';
  findings.look(id, plain.fills.length > 0, () => ({
    where: 'the session',
    expected: 'fills to compare',
    found: 'none',
  }));
  for (const list of ['orders', 'fills'] as const) {
    const longest = Math.max(live[list].length, plain[list].length);
    for (let at = 0; at < longest; at += 1) {
      findings.equal(id, {
        where: `${list}, number ${at + 1}`,
        expected: plain[list][at] ?? 'none',
        found: live[list][at] ?? 'none',
      });
    }
    findings.note(id, list, live[list].length);
  }
  findings.equal(id, { where: 'totals', expected: plain.totals, found: live.totals });
  findings.equal(id, { where: 'positions', expected: plain.positions, found: live.positions });
}
