import { addMoney, formatMoney, ZERO_MONEY } from '@quarterdeck/core/kernel/decimal';
import type { StrategySetup } from '@quarterdeck/core/desk-contract';
import type { StrategyRow } from '@quarterdeck/core/contract/console-state.schema';
import type { DeskView, StrategyRuntimeView } from '@quarterdeck/core/model/desk-view';
import { winRateOf } from './pnl-slice.ts';

function signalOf({ lastSignal }: StrategyRuntimeView): StrategyRow['lastSignal'] {
  if (lastSignal === undefined) return null;
  const { ts, symbol, side, purpose, entry_probability, thesis } = lastSignal;
  return { ts, symbol, side, purpose, entry_probability, thesis };
}

function denialOf({ lastDenial }: StrategyRuntimeView): StrategyRow['lastDenial'] {
  if (lastDenial === undefined) return null;
  const { ts, symbol, code, numbers, count } = lastDenial;
  return { ts, symbol, code, numbers: { ...numbers }, count };
}

function controlOf({ control }: StrategyRuntimeView) {
  return {
    entry_enabled: control.entry_enabled,
    exit_enabled: control.exit_enabled,
    memo: control.memo,
    switchedBy: control.by,
    tsSwitched: control.tsUpdated,
    switchSeq: control.eventSeq,
  };
}

function resultOf(view: DeskView, row: StrategyRuntimeView) {
  const total = view.totals.byStrategy.find(({ strategyId }) => strategyId === row.strategyId);
  const positions = view.positions().filter(({ strategyId }) => strategyId === row.strategyId);
  const open = positions.reduce(
    (sum, position) => addMoney(sum, view.openPnlOf(position)),
    ZERO_MONEY,
  );
  return {
    net: formatMoney(total?.net ?? ZERO_MONEY),
    open: formatMoney(open),
    trades: total?.trades ?? 0,
    winRate: winRateOf(total?.wins ?? 0, total?.trades ?? 0),
    openPositions: positions.length,
  };
}

export function strategyRows(view: DeskView, setups: readonly StrategySetup[]): StrategyRow[] {
  return view.strategies().map((row) => {
    const setup = setups.find(({ strategy }) => strategy.id === row.strategyId);
    return {
      id: row.strategyId,
      title: setup?.strategy.title ?? row.strategyId,
      rule: setup?.strategy.rule ?? '',
      symbols: [...row.symbols],
      state: row.failure === undefined ? 'running' : 'failed',
      error: row.failure ?? null,
      ...controlOf(row),
      lastSignal: signalOf(row),
      lastDenial: denialOf(row),
      ...resultOf(view, row),
    };
  });
}
