import type { EpochMs } from '../kernel/clock.ts';
import type { Money, Price, Qty, Rate } from '../kernel/decimal.ts';
import type {
  ClientOrderId,
  PositionId,
  StrategyId,
  SymbolId,
  TradeId,
  VenueOrderId,
} from '../kernel/ids.ts';
import type { Side } from './tick.ts';

/** One execution as the venue reports it. */
export interface Fill {
  readonly tradeId: TradeId;
  readonly clientOrderId: ClientOrderId;
  readonly venueOrderId: VenueOrderId;
  readonly symbol: SymbolId;
  readonly side: Side;
  readonly price: Price;
  readonly qty: Qty;
  /** In quote currency; negative is a rebate. */
  readonly fee: Money;
  readonly liquidity: 'maker' | 'taker';
  readonly tsEvent: EpochMs;
}

/** A fill as it stands in the ledger: what it earned, converted once and never again. */
export interface BookedFill extends Fill {
  readonly strategyId: StrategyId;
  readonly positionId: PositionId;
  /** Profit or loss of the part that closed, before fees, in quote currency. */
  readonly realisedQuote: Money;
  /** Account currency per quote currency at the moment of booking. */
  readonly rate: Rate;
  /** In account currency. */
  readonly realised: Money;
  readonly feeAccount: Money;
  /** `realised - feeAccount`: the figure every total is a sum of. */
  readonly net: Money;
}
