declare const brand: unique symbol;

/** A string that only its own parser or maker may produce. */
export type Branded<TName extends string> = string & { readonly [brand]: TName };

/** Instrument name as people write it, for example `BTC/USDT`. */
export type SymbolId = Branded<'SymbolId'>;
/** Folder name of a strategy, or one of the reserved owners below. */
export type StrategyId = Branded<'StrategyId'>;
/** Ours, sent with the order; a function of the intent, so that one decision can only ever be one order. */
export type ClientOrderId = Branded<'ClientOrderId'>;
/** The venue's own number of an order. */
export type VenueOrderId = Branded<'VenueOrderId'>;
/** The venue's number of one execution; with symbol and order it is the key a fill is booked under. */
export type TradeId = Branded<'TradeId'>;
/** `<event number>-<ordinal>` of the event that made the desk want something. */
export type IntentId = Branded<'IntentId'>;
/** Intent id of the entry that opened the position. */
export type PositionId = Branded<'PositionId'>;
/** One engine run from start to stop, or to the next roll of its journal. */
export type SessionId = Branded<'SessionId'>;

export const asSymbolId = (text: string): SymbolId => text as SymbolId;
export const asStrategyId = (text: string): StrategyId => text as StrategyId;
export const asClientOrderId = (text: string): ClientOrderId => text as ClientOrderId;
export const asVenueOrderId = (text: string): VenueOrderId => text as VenueOrderId;
export const asTradeId = (text: string): TradeId => text as TradeId;
export const asIntentId = (text: string): IntentId => text as IntentId;
export const asPositionId = (text: string): PositionId => text as PositionId;
export const asSessionId = (text: string): SessionId => text as SessionId;

/** Owner of whatever the venue holds that no strategy of ours opened. */
export const EXTERNAL: StrategyId = asStrategyId('external');
