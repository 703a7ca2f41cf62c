import { existsSync } from 'node:fs';
import path from 'node:path';
import { gateConfigSchema } from '@quarterdeck/core/contract/agent/config/gate.schema';
import { decisionJsonSchema } from '@quarterdeck/core/decision/agent/decision-json-schema';
import { STATIC_TEXT } from '@quarterdeck/core/decision/agent/static-text';
import { Gate } from '@quarterdeck/core/decision/gate/gate';
import type { GateResult } from '@quarterdeck/core/decision/gate/gate-result';
import { DAY_MS, MINUTE_MS, SECOND_MS } from '@quarterdeck/core/kernel/clock';
import { asSymbolId } from '@quarterdeck/core/kernel/ids';
import type { Usage } from '@quarterdeck/core/model/agent/model-call';
import {
  createModelCaller,
  type ModelCaller,
} from '../../../adapters/claude/create-model-caller.ts';
import { projectRoot } from '../../../runtime/start/project-paths.ts';
import { notMeasured, type BenchContext, type Figure, type Measure } from '../measure.ts';
import { rounded } from '../../../verify/statistics.ts';
import { StandInChild } from '../stand-in-child.ts';
import { readTape, TRADES_TAPE, type Ticks } from '../trades-tape.ts';

const SYMBOL = asSymbolId('BTC/USDT');
const SYMBOLS = ['BTC/USDT', 'ETH/USDT'];
const KEY = 'stand-in-key-0001';
const CANDLE_MS = 15 * MINUTE_MS;
/** Of the slow text, when weights or memory have changed. */
const SLOW_CHANGES_MS = 2 * 60 * MINUTE_MS;
const NEXT_CHECK_S = 3_600;
const NEVER = new AbortController().signal;

/** Back and forth over the tape, so that no price jumps where it begins again. */
function* walk({
  ts,
  price,
  size,
}: Ticks): Generator<readonly [at: number, price: number, size: number]> {
  const [tsFirst = 0, tsLast = 0] = [ts[0], ts.at(-1)];
  const length = tsLast - tsFirst;
  for (let lap = 0; lap * length < DAY_MS; lap += 1) {
    for (let step = 0; step < ts.length; step += 1) {
      const row = lap % 2 === 0 ? step : ts.length - 1 - step;
      const offset = (ts[row] ?? 0) - tsFirst;
      const at = lap * length + (lap % 2 === 0 ? offset : length - offset);
      if (at >= DAY_MS) return;
      yield [at, price[row] ?? 0, size[row] ?? 0];
    }
  }
}

/** When a day's gate lets something through; the model always asks to be woken in an hour, so that closes and shocks set the pace. */
function passTimes(tape: Ticks): readonly number[] {
  const gate = new Gate({ symbol: SYMBOL, config: gateConfigSchema.parse({}), tsStart: 0 });
  const passes: number[] = [];
  const note = ({ passed }: GateResult, ts: number): void => {
    if (!passed) return;
    passes.push(ts);
    gate.setNextCheck(NEXT_CHECK_S);
  };
  let tsSecond = SECOND_MS;
  for (const [at, price, size] of walk(tape)) {
    for (; tsSecond <= at; tsSecond += SECOND_MS) {
      note(gate.onClock(tsSecond), tsSecond);
      if (tsSecond % CANDLE_MS === 0) note(gate.onBar(CANDLE_MS, 1, tsSecond), tsSecond);
    }
    note(gate.onTrade(price, size, at), at);
  }
  return passes;
}

/** About as long as a snapshot's slow part; the same bytes until something is learned. */
const slowText = (now: number): string =>
  JSON.stringify({
    mandate: 'Grow the account slowly. '.repeat(8),
    learned: Math.floor(now / SLOW_CHANGES_MS),
    lessons: Array.from({ length: 40 }, (_, at) => ({
      ref: `lesson-${at}`,
      value: 'held too long',
    })),
  });

const requestAt = (now: number) => ({
  model: 'claude-opus-5-5',
  effort: 'medium' as const,
  maxTokens: 2_000,
  deadlineMs: 60_000,
  staticText: STATIC_TEXT,
  slowText: slowText(now),
  freshText: JSON.stringify({ symbol: SYMBOL, as_of: now, bars: 'x'.repeat(6_000) }),
  schema: decisionJsonSchema(SYMBOLS),
});

async function askDay(caller: ModelCaller, standIn: StandInChild, times: readonly number[]) {
  const usages: Usage[] = [];
  for (const now of times) {
    await standIn.tell({ now });
    const { result } = await caller.ask(requestAt(now), NEVER);
    if (result.kind === 'failure') throw new Error(result.detail);
    usages.push(result.usage);
  }
  return usages;
}

/** The first question writes exactly the static part for an hour; of every later one as much may come from the cache. */
function ratioOf(usages: readonly Usage[]): Figure {
  const staticTokens = usages[0]?.cacheWrite1h ?? 0;
  if (staticTokens === 0) return notMeasured('the static text was never written to the cache');
  const sum = (of: (usage: Usage) => number): number =>
    usages.reduce((total, usage) => total + of(usage), 0);
  const read = sum(({ cacheRead }) => Math.min(cacheRead, staticTokens));
  const prompt = sum(
    (usage) => usage.inputTokens + usage.cacheRead + usage.cacheWrite5m + usage.cacheWrite1h,
  );
  return {
    value: rounded(read / (staticTokens * usages.length)),
    details: {
      questions: usages.length,
      staticTokens,
      ofWholePrompt: rounded(sum(({ cacheRead }) => cacheRead) / prompt),
    },
  };
}

async function run(context: BenchContext): Promise<Figure> {
  const file = path.join(projectRoot, TRADES_TAPE);
  if (!existsSync(file)) return notMeasured(`no recorded trades at ${TRADES_TAPE}`);
  const standIn = await StandInChild.start(context);
  if (standIn === undefined) return notMeasured('the stand-in for the provider is not here');
  const { clock, scheduler, logger } = context.ports;
  const { baseUrl } = standIn;
  const caller = createModelCaller({ apiKey: KEY, baseUrl, clock, scheduler, log: logger });
  return ratioOf(await askDay(caller, standIn, passTimes(readTape(file))));
}

/** A day of questions at the gate's pace against the provider's cache rules: an hour for the static text, five minutes for the slow one. */
export const promptCache: Measure = {
  name: 'agent.prompt_cache_hit_ratio',
  unit: 'of static tokens',
  goal: { reach: 0.8, direction: 'at_least' },
  run,
};
