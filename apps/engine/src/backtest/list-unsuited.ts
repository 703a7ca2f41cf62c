import type { StrategySetup } from '@quarterdeck/core/desk-contract';
import type { SymbolId } from '@quarterdeck/core/kernel/ids';
import { formatTimeframe } from '../history/timeframe.ts';
import type { PreparedRun } from './prepare-run.ts';

/** A strategy that this data does not suit, and what is missing, in words for a person. */
export interface Unsuited {
  readonly id: string;
  readonly reason: string;
  /** False: it is asked and may trade, but sees too little to be judged. */
  readonly isIdle: boolean;
}

type Asked = Pick<PreparedRun, 'desk' | 'data' | 'unread'>;

/** Only a brain that weighs symbols against each other asks which ones sit beside it. */
function asksForOthers({ strategy, params, symbols }: StrategySetup): boolean {
  const [symbol] = symbols;
  if (symbol === undefined) return false;
  let hasAsked = false;
  const seating = {
    symbol,
    get symbols(): readonly SymbolId[] {
      hasAsked = true;
      return symbols;
    },
    viewOf: () => undefined,
    holds: () => false,
  };
  try {
    strategy.createEntry(params, seating);
  } catch {
    // The desk makes it again and says what is wrong with it.
    return false;
  }
  return hasAsked;
}

function contentOf({ data }: Asked): string {
  const kinds = data.sources.map(({ kind, timeframeMs }) =>
    timeframeMs === undefined ? kind : `bars of ${formatTimeframe(timeframeMs)}`,
  );
  return [...new Set(kinds)].join(', ');
}

function judge(setup: StrategySetup, asked: Asked): Unsuited | undefined {
  const { id, timeframesMs } = setup.strategy;
  const { sources } = asked.data;
  if (asked.unread.includes(id)) {
    const wanted = timeframesMs.map((each) => formatTimeframe(each)).join(' or ');
    const reason = `${id} cannot run: it needs bars of ${wanted} or what builds them, the data has ${contentOf(asked)}`;
    return { id, reason, isIdle: true };
  }
  const [symbol, ...others] = setup.symbols;
  if (others.length === 0 && asksForOthers(setup)) {
    const reason = `${id} cannot run: it trades two symbols against each other, the data has ${symbol ?? 'none'} alone; name a file of another symbol as well`;
    return { id, reason, isIdle: true };
  }
  const livesOnTicks = timeframesMs.length === 0;
  if (livesOnTicks && sources.every(({ kind }) => kind === 'bars')) {
    const reason = `${id} lives on quotes and sees four for each bar here: no trade says nothing about it; give it quotes or trades`;
    return { id, reason, isIdle: false };
  }
  return undefined;
}

/** In the order in which they were asked for. */
export const listUnsuited = (asked: Asked): readonly Unsuited[] =>
  asked.desk.strategies
    .filter(({ failure }) => failure === undefined)
    .flatMap((setup) => judge(setup, asked) ?? []);
