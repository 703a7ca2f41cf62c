import type { SnapshotConfig } from '../../contract/agent/config/decision.schema.ts';
import type { EpochMs } from '../../kernel/clock.ts';
import type { SymbolId } from '../../kernel/ids.ts';
import { hashText } from '../../kernel/rng.ts';
import { denied, parsed, type Parsed, type Refusal } from '../../kernel/verdict.ts';
import type { FigureMap } from '../../model/agent/figure.ts';
import type { ModelRequest } from '../../model/agent/model-call.ts';
import { collectFigures, figurePrefix, type SnapshotCode } from './collect-figures.ts';
import { renderFresh, renderSlow } from './render-snapshot.ts';
import type { SnapshotInput } from './snapshot-input.ts';
import { PROMPT_VERSION, STATIC_TEXT } from './static-text.ts';

/** A question's facts, checked and written down. The same input gives the same bytes. */
export interface Snapshot {
  readonly version: string;
  /** `<prefix>-<ts>-<hash of the text>`: a short name. What proves the text is the journal's own hash of `text`. */
  readonly id: string;
  readonly symbol: SymbolId;
  readonly ts: EpochMs;
  readonly mid: number;
  readonly atr: number;
  readonly figures: FigureMap;
  readonly staticText: string;
  readonly slowText: string;
  readonly freshText: string;
  /** Version, slow and fresh text: all that a hash must cover, the static text being fixed by its version. */
  readonly text: string;
}

/** All that a hash must cover, made of what is sent. */
export const snapshotText = (version: string, slowText: string, freshText: string): string =>
  `${version}\n${slowText}\n${freshText}`;

export function buildSnapshot(input: SnapshotInput, config: SnapshotConfig): Parsed<Snapshot> {
  const refusal = checkInput(input);
  if (refusal !== undefined) return refusal;
  const collected = collectFigures(input, config);
  if (!collected.ok) return collected;
  const figures = collected.value;
  const prefix = figurePrefix(input.symbol, input.symbols);
  const slowText = renderSlow(input);
  const freshText = renderFresh(input, { figures, prefix, config });
  const text = snapshotText(PROMPT_VERSION, slowText, freshText);
  const { symbol, ts } = input;
  return parsed({
    version: PROMPT_VERSION,
    id: `${prefix}-${ts}-${hashText(text).toString(16).padStart(8, '0')}`,
    symbol,
    ts,
    mid: (input.quote.bid + input.quote.ask) / 2,
    atr: input.atr.value,
    figures,
    staticText: STATIC_TEXT,
    slowText,
    freshText,
    text,
  });
}

function checkInput(input: SnapshotInput): Refusal<SnapshotCode> | undefined {
  if (!input.symbols.includes(input.symbol)) {
    return denied('SNAPSHOT_SYMBOL_UNKNOWN', { symbol: input.symbol });
  }
  if (!Number.isSafeInteger(input.ts)) {
    return denied('SNAPSHOT_NOT_FINITE', { id: 'ts', value: String(input.ts) });
  }
  const { bid, ask } = input.quote;
  if (bid > ask) return denied('SNAPSHOT_QUOTE_CROSSED', { bid, ask });
  const isBare = input.timeframes.every((frame) => frame.bars.length === 0);
  if (isBare) return denied('SNAPSHOT_WITHOUT_BARS');
  return checkBars(input) ?? checkContext(input);
}

function checkBars(input: SnapshotInput): Refusal<SnapshotCode> | undefined {
  for (const { timeframe, bars } of input.timeframes) {
    const back = bars.findIndex(
      ({ open, high, low, close, volume }) =>
        high < Math.max(open, close, low) || low > Math.min(open, close) || volume < 0,
    );
    if (back >= 0) return denied('SNAPSHOT_BAR_BROKEN', { timeframe, back });
  }
  return undefined;
}

/** Numbers that are shown without an id of their own; prices of positions among them. */
function checkContext(input: SnapshotInput): Refusal<SnapshotCode> | undefined {
  const { fees, safety, weights } = input;
  const named = [fees, safety, weights, input.limits, ...input.lessons.map((item) => item.figures)];
  const loose = [...named, ...input.positions, ...input.decisions]
    .flatMap((record) => Object.entries(record) as [string, unknown][])
    .find(([, value]) => typeof value === 'number' && !Number.isFinite(value));
  if (loose !== undefined) {
    return denied('SNAPSHOT_NOT_FINITE', { id: loose[0], value: String(loose[1]) });
  }
  const unpriced = input.positions.find(
    ({ units, entryPrice, stopPrice }) => units <= 0 || entryPrice <= 0 || stopPrice <= 0,
  );
  return unpriced && denied('SNAPSHOT_PRICE_ZERO', { id: `position ${unpriced.symbol}`, value: 0 });
}

/** The snapshot as the call takes it; `schema` is the universe's, made once. */
export const toModelRequest = (
  snapshot: Snapshot,
  call: Pick<ModelRequest, 'model' | 'effort' | 'maxTokens' | 'deadlineMs' | 'schema'>,
): ModelRequest => ({
  ...call,
  staticText: snapshot.staticText,
  slowText: snapshot.slowText,
  freshText: snapshot.freshText,
});
