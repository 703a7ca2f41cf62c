/** Figures of the system this desk takes the place of, in the same units: what a measure is held against beside its reach. */
export const SOURCE_SYSTEM: Readonly<Record<string, string>> = {
  'verify.trades_per_s': '59.6',
  'verify.symbol_latency_ms': 'under 100',
  'verify.pnl_error': '207.93',
};
