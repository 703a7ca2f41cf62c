/**
 * What should make the gate look at a symbol again before its timer does.
 * Keys are those of the wire: the same shape is the model's answer, the journal's record and the gate's state.
 */
export type WakeCondition =
  | { kind: 'price_cross'; symbol: string; level: number; side: 'above' | 'below' }
  /** Either way, from the price when armed. */
  | { kind: 'percent_move'; symbol: string; percent: number }
  | { kind: 'z_score'; symbol: string; of: 'price' | 'volume'; threshold: number }
  | { kind: 'funding_over'; symbol: string; rate_bps: number }
  | { kind: 'open_interest_change'; symbol: string; percent: number }
  | { kind: 'candle_close'; symbol: string; timeframe_ms: number }
  | { kind: 'time'; symbol: string; in_s: number };

export const WAKE_KINDS = [
  'price_cross',
  'percent_move',
  'z_score',
  'funding_over',
  'open_interest_change',
  'candle_close',
  'time',
] as const satisfies readonly WakeCondition['kind'][];
