import type { SymbolId } from '@quarterdeck/core/kernel/ids';
import type { LaneRecord } from '../../runtime/lanes/lane-records.ts';
import { quantile } from '../statistics.ts';
import { drillDesk } from '../drill/drill-desk.ts';
import { drillInstruments } from '../drill/drill-instruments.ts';
import { drillMarket } from '../drill/drill-market.ts';
import {
  figuresOf,
  folderOf,
  TS_DRILL,
  TS_FIRST_QUOTE,
  WARM_UP_MS,
  type DrillFigures,
} from '../drill/run-drill.ts';
import { AuditedEngine } from '../engine/audited-engine.ts';
import { listenToDesk } from '../engine/listen-to-desk.ts';
import { replayRun } from '../parity/replay-run.ts';
import type { Stage, StageContext, StageResult } from '../stage.ts';
import { slowWire, type HandOverMs } from './slow-wire.ts';

const TICKS = { quick: 60, full: 400, soak: 60 } as const;
const TICK_MS = 20;
/** Desk time a hand-over takes: a brisk venue, and one that has become as slow as a deadline lets it. */
const BRISK_MS = 1;
const SLOW_MS = 400;

/** Part 2 of the proof: one symbol's venue becomes slow, and the others must not notice. */
export const lanesStage: Stage = {
  name: 'lanes',
  title: 'One symbol meets a slow venue, the others go on',
  decides: ['lanes.independent', 'lanes.paired', 'lanes.not_interleaved', 'lanes.numbered'],
  run: runLanes,
};

interface LaneRun {
  readonly figures: DrillFigures;
  /** From the event behind an order to the lane's ACQUIRE for it, desk time in ms, by symbol. */
  readonly waits: ReadonlyMap<SymbolId, readonly number[]>;
}

async function runLanes(context: StageContext): Promise<StageResult> {
  const instruments = drillInstruments(3);
  const [slow] = instruments;
  const even = await trade(context, 'even', () => BRISK_MS);
  const uneven = await trade(context, 'uneven', (symbol) =>
    symbol === slow?.symbol ? SLOW_MS : BRISK_MS,
  );
  const { findings } = context;
  for (const { symbol } of instruments) {
    const [before, after] = [even, uneven].map(({ waits }) =>
      quantile(waits.get(symbol) ?? [], 0.99),
    );
    if (symbol === slow?.symbol) {
      findings.note('lanes.independent', `p99 wait of ${symbol}, slow, ms`, after ?? 0);
      findings.look('lanes.independent', (after ?? 0) > (before ?? 0), () => ({
        where: symbol,
        expected: 'longer waits at the slow venue itself, or the test shows nothing',
        found: `${after} ms`,
      }));
      continue;
    }
    findings.note('lanes.independent', `p99 wait of ${symbol}, ms`, after ?? 0);
    findings.equal('lanes.independent', {
      where: `p99 wait of ${symbol} while ${slow?.symbol} is slow, ms`,
      expected: before ?? -1,
      found: after ?? -1,
    });
  }
  const named = (prefix: string, { orders, fills }: DrillFigures) => ({
    [`${prefix}_orders`]: orders,
    [`${prefix}_fills`]: fills,
  });
  return { counts: { ...named('even', even.figures), ...named('uneven', uneven.figures) } };
}

/** The drill over a wire that takes time; lanes fill up behind it. */
async function trade(
  context: StageContext,
  name: string,
  handOverMs: HandOverMs,
): Promise<LaneRun> {
  const instruments = drillInstruments(3);
  const desk = drillDesk({ instruments });
  const folder = folderOf(context.folder, name);
  const waits = new Map<SymbolId, number[]>();
  const created = new Map<string, number>();
  const audited = new AuditedEngine(context, {
    folder,
    desk,
    tsStart: TS_DRILL,
    wrapWire: (wire, time) => slowWire(wire, time, handOverMs),
    wrapDesk: (inner) =>
      listenToDesk(inner, ({ ts }, effects) => {
        for (const effect of effects)
          if (effect.type === 'SubmitOrder') created.set(effect.request.clientOrderId, ts);
      }),
    onLane: (record) => noteWait(record, created, waits),
  });
  const { engine } = audited;
  await engine.settleTo(TS_DRILL + WARM_UP_MS, 100);
  const market = { instruments, seed: context.seed, tsStart: TS_FIRST_QUOTE, intervalMs: TICK_MS };
  let quotes = 0;
  for (const input of drillMarket({ ...market, ticks: TICKS[context.kind] })) {
    if (input.type !== 'quote' || context.signal.aborted) break;
    await engine.settleTo(input.quote.tsEvent);
    engine.deliver(input);
    quotes += 1;
  }
  // The slow lane empties one hand-over at a time.
  await engine.settleTo(engine.time.now() + 60 * SLOW_MS, 10);
  audited.finish(`lanes, ${name} wire`);
  const figures = figuresOf(audited, quotes);
  const { sessionId } = engine.core.session;
  await engine.close();
  await replayRun(context.findings, { folder, sessionId, desk, where: `lanes, ${name} wire` });
  return { figures, waits };
}

function noteWait(
  { kind, act, clientOrderId, symbol, ts }: LaneRecord,
  created: ReadonlyMap<string, number>,
  waits: Map<SymbolId, number[]>,
): void {
  const tsCreated = created.get(clientOrderId);
  if (kind !== 'ACQUIRE' || act !== 'submit' || tsCreated === undefined) return;
  const list = waits.get(symbol) ?? [];
  waits.set(symbol, list);
  list.push(ts - tsCreated);
}
