/** One run of the catalogue whose result is known: `shared/data` files, UTC span, what differs from the usual costs. */
export interface GoldenRun {
  readonly name: string;
  readonly strategies: readonly string[];
  readonly data: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly limits?: 'config' | 'open';
  /** Starting balance, account currency. */
  readonly balance?: string;
  readonly costs?: Readonly<Record<string, number>>;
}

const BTC_1M = 'candles/binance_BTCUSDT_1m_20240726_20240825.csv.gz';
const ETH_1M = 'candles/binance_ETHUSDT_1m_20240726_20240825.csv.gz';
const BNB_1M = 'candles/binance_BNBUSDT_1m_20260323_20260422.csv.gz';
const XRP_1M = 'candles/binance_XRPUSDT_1m_20260323_20260422.csv.gz';
const EUR_1M = 'candles/oanda_EURUSD-bid_1m_20140501_20140515.csv.gz';
const GOLD_1M = 'candles/oanda_XAUUSD-bid_1m_20140501_20140515.csv.gz';
const YEN_1M = 'candles/fxcm_USDJPY-bid_1m_20130201_20130301.csv.gz';
const EUR_QUOTES = 'quotes/oanda_EURUSD_quotes_20140504T2100_20140509T2059.csv.gz';
const GOLD_QUOTES = 'quotes/oanda_XAUUSD_quotes_20140505T0000_20140505T2359.csv.gz';
const PERP_QUOTES = 'quotes/binanceusdm_BTCUSDT_quotes_20240808T2354_20240809T0000.csv.gz';
const PERP_TRADES = 'trades/binanceusdm_BTCUSDT_trades_20240808T2354_20240808T2359.csv.gz';
const XRPETH_TRADES = 'trades/binance_XRPETH_trades_20191011T0000_20191013T1119.csv.gz';

const CRYPTO_DAYS = { data: [BTC_1M, ETH_1M], from: '2024-08-03T00:00Z', to: '2024-08-11T00:00Z' };

/** Each strategy on data it trades on, then the whole catalogue where bars, quotes and trades meet. */
export const GOLDEN_RUNS: readonly GoldenRun[] = [
  { name: 'ping on a week of quotes', strategies: ['scalp_ping_5s'], data: [EUR_QUOTES] },
  {
    name: 'the ping variant on quotes of two symbols',
    strategies: ['scalp_ping_5s_b'],
    data: [EUR_QUOTES, GOLD_QUOTES],
  },
  {
    name: 'tick imbalance on a day of gold quotes, slippage and slow orders',
    strategies: ['scalp_tick_imbalance'],
    data: [GOLD_QUOTES],
    costs: { slippage_bps: 0.5, latency_ms: 250 },
  },
  {
    name: 'tick imbalance and ping on trades alone',
    strategies: ['scalp_tick_imbalance', 'scalp_ping_5s'],
    data: [XRPETH_TRADES],
  },
  {
    name: 'divergence on a week of quotes',
    strategies: ['scalp_macd_rsi_div'],
    data: [EUR_QUOTES],
    limits: 'open',
  },
  { name: 'divergence on bars', strategies: ['scalp_macd_rsi_div'], ...CRYPTO_DAYS },
  { name: 'm1scalper on bars of two symbols', strategies: ['scalp_m1scalper'], ...CRYPTO_DAYS },
  {
    name: 'multistrat on bid and ask bars over weekends',
    strategies: ['micro_multistrat'],
    data: [YEN_1M],
    to: '2013-02-15T00:00Z',
  },
  {
    name: 'squeeze break on bid and ask bars',
    strategies: ['scalp_squeeze_pulse_break'],
    data: [GOLD_1M, EUR_1M],
  },
  { name: 'wick blend on bars', strategies: ['scalp_wick_reversal_blend'], ...CRYPTO_DAYS },
  {
    name: 'wick pro on a month of bars, dear fees and slippage',
    strategies: ['scalp_wick_reversal_pro'],
    data: [BTC_1M],
    costs: { spread_bps: 1, slippage_bps: 1, taker_fee_bps: 5 },
  },
  {
    name: 'session open on bid and ask bars over weekends',
    strategies: ['session_open'],
    data: [YEN_1M],
    to: '2013-02-15T00:00Z',
  },
  { name: 'impulse retest on bars', strategies: ['impulse_retest_s5'], ...CRYPTO_DAYS },
  {
    name: 'impulse retest on a day of gold quotes',
    strategies: ['impulse_retest_s5'],
    data: [GOLD_QUOTES],
  },
  {
    name: 'adaptive revert until the drawdown breaker locks a small account',
    strategies: ['micro_adaptive_revert'],
    data: [BNB_1M, XRP_1M],
    to: '2026-04-01T00:00Z',
    balance: '4000',
  },
  { name: 'the pair on bars', strategies: ['stat_arb_pair'], data: [BTC_1M, ETH_1M] },
  {
    name: 'the catalogue on bars of two symbols',
    strategies: ['all'],
    data: [BTC_1M, ETH_1M],
    to: '2024-08-02T00:00Z',
    limits: 'open',
  },
  {
    name: 'the catalogue on quotes',
    strategies: ['all'],
    data: [EUR_QUOTES],
    to: '2014-05-07T00:00Z',
  },
  {
    name: 'the catalogue on quotes and trades of one symbol',
    strategies: ['all'],
    data: [PERP_QUOTES, PERP_TRADES],
    costs: { taker_fee_bps: 0 },
  },
  {
    name: 'the catalogue on quotes of one symbol beside bars of another',
    strategies: ['all'],
    data: [EUR_QUOTES, GOLD_1M],
    from: '2014-05-06T06:00Z',
    to: '2014-05-07T00:00Z',
  },
];
