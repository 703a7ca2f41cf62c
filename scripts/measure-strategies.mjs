import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { format, resolveConfig } from 'prettier';

import { projectRoot } from './setup/project-root.mjs';

/**
 * Measures every strategy on recorded data and writes the tables of docs/strategies: `node scripts/measure-strategies.mjs`,
 * or with names for some of them. By hand, after a strategy, its parameters or the rules of the venue have changed.
 */
const COSTS = {
  'taker-fee-bps': '2',
  'slippage-bps': '0.5',
  'latency-ms': '50',
  'spread-bps': '2',
};
const BEGIN = '<!-- measured: written by scripts/measure-strategies.mjs -->';
const END = '<!-- end of measured -->';

const BARS = [
  {
    says: 'Binance BTC/USDT and ETH/USDT, 1m bars, 2024-07-26 to 08-25',
    files: [
      'candles/binance_BTCUSDT_1m_20240726_20240825.csv.gz',
      'candles/binance_ETHUSDT_1m_20240726_20240825.csv.gz',
    ],
  },
  {
    says: 'Binance BNB/USDT and XRP/USDT, 1m bars, 2026-03-23 to 04-22',
    files: [
      'candles/binance_BNBUSDT_1m_20260323_20260422.csv.gz',
      'candles/binance_XRPUSDT_1m_20260323_20260422.csv.gz',
    ],
  },
];
const YEN = {
  says: 'FXCM USD/JPY, 1m bars of bid and ask, 2013-02-01 to 03-01',
  files: ['candles/fxcm_USDJPY-bid_1m_20130201_20130301.csv.gz'],
};
const QUOTES = [
  {
    says: 'OANDA EUR/USD, quotes, 2014-05-04 to 05-09',
    files: ['quotes/oanda_EURUSD_quotes_20140504T2100_20140509T2059.csv.gz'],
  },
  {
    says: 'OANDA XAU/USD, quotes, 2014-05-05',
    files: ['quotes/oanda_XAUUSD_quotes_20140505T0000_20140505T2359.csv.gz'],
  },
];
const MINUTES_OF_PERPETUAL = {
  says: 'Binance futures BTC/USDT, quotes, six minutes of 2024-08-08',
  files: ['quotes/binanceusdm_BTCUSDT_quotes_20240808T2354_20240809T0000.csv.gz'],
};
const FIVE_MINUTES = {
  says: 'Binance BTC/USDT and ETH/USDT, 5m bars, 2024-01-01 to 09-06',
  files: [
    'candles/binance_BTCUSDT_5m_20240101_20240906.csv.gz',
    'candles/binance_ETHUSDT_5m_20240101_20240906.csv.gz',
  ],
};

const OF_BARS = [...BARS, YEN, ...QUOTES];
const OF_TICKS = [...QUOTES, MINUTES_OF_PERPETUAL, BARS[0]];

/** Pages of docs/strategies, the strategies told of on each, and the data that can say something about them. */
const PAGES = [
  { page: 'scalp_ping_5s', ids: ['scalp_ping_5s', 'scalp_ping_5s_b'], data: OF_TICKS },
  { page: 'scalp_tick_imbalance', data: OF_TICKS },
  { page: 'scalp_m1scalper', data: OF_BARS },
  { page: 'micro_multistrat', data: OF_BARS },
  { page: 'scalp_macd_rsi_div', data: OF_BARS },
  { page: 'scalp_squeeze_pulse_break', data: OF_BARS },
  { page: 'scalp_wick_reversal_blend', data: OF_BARS },
  { page: 'scalp_wick_reversal_pro', data: OF_BARS },
  { page: 'session_open', data: OF_BARS },
  { page: 'impulse_retest_s5', data: OF_BARS },
  { page: 'micro_adaptive_revert', data: OF_BARS },
  { page: 'stat_arb_pair', data: [...BARS, FIVE_MINUTES, QUOTES[0]] },
];

function run(id, { files }) {
  const data = files.map((file) => path.join('../shared/data', file));
  const costs = Object.entries(COSTS).flatMap(([name, value]) => [`--${name}`, value]);
  const asked = ['--strategy', id, '--data', ...data, ...costs, '--json'];
  const cli = path.join('apps/engine/bin/quarterdeck.mjs');
  const options = { cwd: projectRoot, encoding: 'utf8', maxBuffer: 1e9 };
  return JSON.parse(execFileSync(process.execPath, [cli, 'backtest', ...asked], options));
}

const ratio = (value) => (value === null ? 'none' : value.toFixed(2));
const amount = (text) =>
  Number(text)
    .toFixed(2)
    .replace(/^-0\.00$/, '0.00');

function rowOf(says, { totals, statistics: s }) {
  const { gross, fees, net } = totals;
  const won = s.winRatePct === null ? 'none' : `${s.winRatePct.toFixed(1)} %`;
  const fall = `${amount(s.maxDrawdown)} (${s.maxDrawdownPct.toFixed(2)} %)`;
  const figures = [s.trades, won, ratio(s.profitFactor), ...[gross, fees, net].map(amount), fall];
  return `| ${[says, ...figures].join(' | ')} |`;
}

const HEAD = [
  '| data | trades | won | profit factor | gross | fees | net | deepest fall |',
  '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
];

const refusalsOf = ({ denialsByCode }) =>
  denialsByCode.map(({ code, count }) => `${count} × \`${code}\``).join(', ');

/** Why no trade was made, as the report says it. */
function describeSilence(id, { says, report }) {
  const warning = report.warnings.find((text) => text.startsWith(`${id} `));
  const refusals = refusalsOf(report);
  const reason =
    warning
      ?.slice(id.length + 1)
      .replace(/^cannot run: /, '')
      .replace(/^lives/, 'it lives') ??
    (refusals === '' ? 'it proposed no entry' : `all it proposed was refused, ${refusals}`);
  return `No trade on ${says}: ${reason}.`;
}

function describeRefusals({ says, report }) {
  const refusals = refusalsOf(report);
  return refusals === '' ? [] : [`On ${says} the desk refused entries: ${refusals}.`];
}

function countIn(rows, holds) {
  const found = rows.filter(({ report }) => holds(report));
  if (found.length === 0) return 'none';
  return found.length === rows.length && rows.length > 1 ? `all ${rows.length}` : found.length;
}

function verdictOf(id, rows) {
  const traded = rows.filter(({ report }) => report.statistics.trades > 0);
  const lost = countIn(traded, ({ totals }) => Number(totals.net) < 0);
  const gained = countIn(traded, ({ totals }) => Number(totals.gross) > 0);
  const few = traded.filter(({ report }) => report.statistics.trades < 30).length;
  const parts = [
    `It loses money after fees on ${lost} of the ${traded.length} data sets it trades on; before fees it gains on ${gained}.`,
    ...(few > 0
      ? [`Where there are fewer than 30 trades (${few}), chance alone can make such figures.`]
      : []),
    ...traded.flatMap(describeRefusals),
    ...rows.filter((row) => !traded.includes(row)).map((row) => describeSilence(id, row)),
  ];
  return parts.join(' ').replace(/all (\d+) of the \1/, 'all $1');
}

function sectionOf(id, data) {
  const rows = data.map((set) => ({ says: set.says, report: run(id, set) }));
  for (const { says, report } of rows) {
    process.stdout.write(`${id}: ${says}: ${report.statistics.trades}, ${report.totals.net}\n`);
  }
  const table = rows.map(({ says, report }) => rowOf(says, report));
  return [`\`${id}\`, one run a row:`, '', ...HEAD, ...table, '', verdictOf(id, rows)].join('\n');
}

const INTRO = `**Measured.** With the parameters of the configuration: fee ${COSTS['taker-fee-bps']} bps of every fill, slippage ${COSTS['slippage-bps']} bps, latency ${COSTS['latency-ms']} ms each way, a spread of ${COSTS['spread-bps']} bps around bars of one price (recorded bid and ask are kept), the desk's own limits, 100,000 USD at the start. Amounts are USD, all data in its whole span; gross is before fees, after spread and slippage.`;

const filesOf = (data) =>
  `Files, under \`../shared/data\`: ${data.flatMap(({ files }) => files.map((file) => `\`${file}\``)).join(', ')}. A file of bids brings the asks beside it.`;

/** In place of what stands there: the part between the markers, or the line that says it is missing. */
function place(text, part) {
  const marked = text.indexOf(BEGIN);
  if (marked >= 0) return text.slice(0, marked) + part + text.slice(text.indexOf(END) + END.length);
  const missing = '**Measured.** Not measured yet.';
  if (text.includes(missing)) return text.replace(missing, () => part);
  return text.replace('**Parameters**', () => `${part}\n\n**Parameters**`);
}

async function main(names) {
  if (!existsSync(path.join(projectRoot, '../shared/data'))) {
    throw new Error('the recorded data is not beside the project: ../shared/data');
  }
  const wanted = PAGES.filter(({ page }) => names.length === 0 || names.includes(page));
  for (const { page, ids = [page], data } of wanted) {
    const file = path.join(projectRoot, 'docs/strategies', `${page}.md`);
    const sections = ids.map((id) => sectionOf(id, data));
    const part = [BEGIN, INTRO, ...sections, filesOf(data), END].join('\n\n');
    const text = place(readFileSync(file, 'utf8'), part);
    writeFileSync(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
  }
}

await main(process.argv.slice(2));
