import { asStrategyId } from '../kernel/ids.ts';
import { ensureDefined } from '../kernel/ensure.ts';
import type { DeskView } from '../model/desk-view.ts';
import type { DeskState } from './desk-state.ts';
import { riskMemoryOf } from './records.ts';
import { exposureOf, openPnlOf, pnlOf } from './valuation.ts';

/** Read access to the desk; nothing here changes state. */
export function createView(state: DeskState): DeskView {
  return {
    get phase() {
      return state.impairments.size > 0 ? 'impaired' : state.phase;
    },
    get phaseDetail() {
      return [...state.impairments].map(([code, detail]) => `${code}: ${detail}`).join('; ');
    },
    get lock() {
      return state.lock;
    },
    get flatten() {
      return state.flatten;
    },
    get reconcile() {
      return state.reconcile;
    },
    get riskMemory() {
      return riskMemoryOf(state);
    },
    get totals() {
      return state.ledger.totals();
    },
    get lastSeq() {
      return state.seq;
    },
    get lastTs() {
      return state.ts;
    },
    ...createLists(state),
  };
}

function createLists(
  state: DeskState,
): Pick<
  DeskView,
  | 'strategies'
  | 'positions'
  | 'workingOrders'
  | 'feeds'
  | 'pnl'
  | 'exposure'
  | 'openPnlOf'
  | 'rateOf'
> {
  return {
    strategies: () =>
      state.options.strategies.map(({ strategy, symbols, params }) => {
        const strategyId = asStrategyId(strategy.id);
        return {
          strategyId,
          symbols,
          control: ensureDefined(state.controls.get(strategyId), `control of ${strategyId}`),
          params: state.params.get(strategyId)?.params ?? params,
          paramsVersion: state.params.get(strategyId),
          failure: state.runner.failureOf(strategyId),
          lastSignal: state.lastSignals.get(strategyId),
          lastDenial: state.lastDenials.get(strategyId),
        };
      }),
    positions: () => state.positions.list(),
    workingOrders: () => [...state.orders.working()],
    feeds: (now) =>
      state.options.instruments.map((instrument) => {
        const market = state.market.stateOf(instrument.symbol);
        return {
          instrument,
          quote: market?.quote,
          tsLast: market?.tsLast,
          ticks: market?.ticks ?? 0,
          state: state.market.feedState(instrument.symbol, now),
        };
      }),
    pnl: () => pnlOf(state),
    exposure: () => exposureOf(state),
    openPnlOf: (position) => openPnlOf(state, position),
    rateOf: (symbol) => state.rates.rateOf(symbol),
  };
}
