import path from 'node:path';
import type { DeskOptions } from '@quarterdeck/core/desk-contract';
import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import type { Candle } from '@quarterdeck/core/model/candle';
import type { Tape } from '../../adapters/tapes/tape.ts';
import { findWarmup } from '../../history/find-warmup.ts';
import { HistoryStore } from '../../history/history-store.ts';
import type { Series } from '../../history/series.ts';
import { agentBarsOf } from '../session/agent-bars.ts';
import { strategiesOf } from '../session/strategies-of.ts';
import { warmupBarsOf } from '../session/warmup-bars.ts';

export interface ReplayWarmupOptions {
  readonly home: string;
  readonly desk: DeskOptions;
  readonly tapes: readonly Tape[];
  readonly tsStart: EpochMs;
}

/** Where the bars of a tape come from; undefined when its file names no venue. */
function originOf({ symbol, heads }: Tape): Omit<Series, 'timeframeMs'> | undefined {
  const [head, partner] = heads;
  if (head === undefined) return undefined;
  const [venue, ...rest] = path.basename(head.file).split('_');
  if (venue === undefined || rest.length === 0) return undefined;
  // Bars made of quotes, or of a bid and an ask file, are mid prices.
  const isMid = partner !== undefined || head.format.endsWith('quotes');
  return { venue: venue.toLowerCase(), symbol, side: isMid ? 'mid' : head.side };
}

const byStart = (left: Candle, right: Candle): number =>
  left.tsOpen - right.tsOpen || left.timeframeMs - right.timeframeMs;

/**
 * What the history store knows of the time before the tapes, for the brains to learn from: candles of the same venue,
 * symbol and price that lead up to the first bar. A generated market has no such past, and is never given one.
 */
export function findReplayWarmup(options: ReplayWarmupOptions): readonly Candle[] {
  const { home, desk, tapes, tsStart } = options;
  const store = new HistoryStore(home);
  const wanted = new Map([...agentBarsOf(desk).counts, ...warmupBarsOf(strategiesOf(desk))]);
  const first = new Map(tapes.toReversed().map((tape) => [tape.symbol, tape]));
  return [...first.values()]
    .flatMap((tape) => {
      const origin = originOf(tape);
      if (origin === undefined) return [];
      return [...wanted].flatMap(([timeframeMs, count]) =>
        findWarmup({ store, series: { ...origin, timeframeMs }, count, tsStart }),
      );
    })
    .sort(byStart);
}
