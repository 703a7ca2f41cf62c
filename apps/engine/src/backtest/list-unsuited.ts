import type { StrategySetup } from '@quarterdeck/core/desk-contract';
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

function contentOf({ data }: Asked): string {
  const kinds = data.sources.map(({ kind, timeframeMs }) =>
    timeframeMs === undefined ? kind : `bars of ${formatTimeframe(timeframeMs)}`,
  );
  return [...new Set(kinds)].join(', ');
}

function judge(setup: StrategySetup, asked: Asked): Unsuited | undefined {
  const { id, timeframesMs, symbolCount } = setup.strategy;
  const { sources } = asked.data;
  if (asked.unread.includes(id)) {
    const wanted = timeframesMs.map((each) => formatTimeframe(each)).join(' or ');
    const reason = `${id} cannot run: it needs bars of ${wanted} or what builds them, the data has ${contentOf(asked)}`;
    return { id, reason, isIdle: true };
  }
  const { symbols } = setup;
  if (symbolCount !== undefined && symbols.length !== symbolCount) {
    const reason = `${id} cannot run: it trades ${symbolCount} symbols against each other and has ${symbols.length} here (${symbols.join(', ')}); name files of ${symbolCount}`;
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
