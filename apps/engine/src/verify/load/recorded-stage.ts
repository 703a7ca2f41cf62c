import path from 'node:path';
import { existsSync } from 'node:fs';
import { TapeError } from '../../adapters/tapes/tape-error.ts';
import { openTapes } from '../../adapters/tapes/open-tapes.ts';
import { mergeTapes } from '../../adapters/tapes/merge-tapes.ts';
import type { DeskOptions } from '@quarterdeck/core/desk-contract';
import { tsOfInput, type MarketInput } from '@quarterdeck/core/simulation/market-input';
import { drillDesk } from '../drill/drill-desk.ts';
import { figuresOf, folderOf, WARM_UP_MS } from '../drill/run-drill.ts';
import { AuditedEngine } from '../engine/audited-engine.ts';
import { replayRun } from '../parity/replay-run.ts';
import type { Stage, StageContext, StageResult } from '../stage.ts';

/** Real quotes: dense, bursting, with silences; several of one millisecond. All quoted in dollars. */
const TAPES = [
  'quotes/binanceusdm_BTCUSDT_quotes_20240808T2354_20240809T0000.csv.gz',
  'quotes/oanda_XAUUSD_quotes_20140505T0000_20140505T2359.csv.gz',
  'quotes/oanda_EURUSD_quotes_20140504T2100_20140509T2059.csv.gz',
] as const;
/** Of each tape. */
const QUOTES = { quick: 1_000, full: 20_000, soak: 1_000 } as const;
/** Seats trade now and then instead of at every chance: the tape is what counts here. */
const RULES = { pause: 20, hold: 15 } as const;
const BEFORE_MS = 2 * WARM_UP_MS;

/** Part 1 of the proof, on markets that nobody made up. */
export const recordedStage: Stage = {
  name: 'recorded',
  title: 'The same on recorded markets',
  decides: ['load.recorded_tapes'],
  run: runRecorded,
};

async function runRecorded(context: StageContext): Promise<StageResult> {
  const { recordedFolder, findings, signal } = context;
  const counts: Record<string, number> = {};
  for (const name of TAPES) {
    const file = path.join(recordedFolder ?? '', name);
    if (recordedFolder === undefined) {
      findings.skip('load.recorded_tapes', 'there is no recorded market data beside the project');
      break;
    }
    findings.look('load.recorded_tapes', existsSync(file), () => ({
      where: path.basename(name),
      expected: 'a tape beside the others',
      found: 'none',
    }));
    if (!existsSync(file)) continue;
    if (signal.aborted) break;
    const figures = await tradeTape(context, file);
    const [venue, symbol] = path.basename(name).split('_');
    counts[`${venue}_${symbol}_quotes`] = figures.quotes;
    counts[`${venue}_${symbol}_fills`] = figures.fills;
    findings.look('load.recorded_tapes', figures.fills > 0, () => ({
      where: path.basename(name),
      expected: 'fills',
      found: 'none',
    }));
  }
  return { counts };
}

async function firstOf(
  batches: AsyncIterable<readonly MarketInput[]>,
  count: number,
): Promise<readonly MarketInput[]> {
  const inputs: MarketInput[] = [];
  for await (const batch of batches) {
    inputs.push(...batch.slice(0, count - inputs.length));
    if (inputs.length >= count) break;
  }
  return inputs;
}

async function tradeTape(context: StageContext, file: string) {
  const { tapes, instruments } = await openTapes([file], {
    instruments: [],
    skipBadRows: false,
    candleSpreadBps: 0,
  });
  const inputs = await firstOf(mergeTapes(tapes), QUOTES[context.kind]);
  const [first] = inputs;
  if (first === undefined) throw new TapeError(file, 'holds no quote');
  const tsStart = tsOfInput(first) - BEFORE_MS;
  const desk: DeskOptions = { ...drillDesk({ instruments, rules: RULES }), pegged: ['USDT'] };
  const folder = folderOf(context.folder, path.basename(file));
  const audited = new AuditedEngine(context, {
    folder,
    desk,
    tsStart,
  });
  audited.engine.runTo(tsStart + WARM_UP_MS);
  for (const input of inputs) audited.engine.deliver(input);
  audited.finish(path.basename(file));
  const figures = figuresOf(audited, inputs.length);
  const { sessionId } = audited.engine.core.session;
  await audited.engine.close();
  await replayRun(context.findings, { folder, sessionId, desk, where: path.basename(file) });
  return figures;
}
