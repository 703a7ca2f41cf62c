import { inventStatus } from './invented-agent.ts';
import type { ConsoleState, EquityPoint } from '@quarterdeck/core/contract/console-state.schema';

const SYMBOLS = [
  { symbol: 'BTC/USDT', mid: 98_120, tickSize: '0.01', decimals: 2, qty: '0.02' },
  { symbol: 'ETH/USDT', mid: 3_412, tickSize: '0.01', decimals: 2, qty: '0.5' },
  { symbol: 'XAU/USD', mid: 2_701, tickSize: '0.01', decimals: 2, qty: '1.2' },
  { symbol: 'USD/JPY', mid: 154.32, tickSize: '0.001', decimals: 3, qty: '4000' },
] as const;
const STRATEGIES = ['scalp_ping_5s', 'scalp_tick_imbalance', 'scalp_macd_rsi_div'] as const;
const RULES = [
  'Every 5 s: enters with the drift of the last pings when it exceeds the spread; leaves at a fixed target, stop or after 60 s.',
  'Enters when signed trade flow over 200 ticks leans one way by more than two deviations; leaves when the lean is gone.',
  'Enters on a divergence between MACD and RSI on closed one-minute candles; leaves on the opposite cross.',
];

/** Numbers that move and add up, for looking at the console without an engine. */
export class InventedDesk {
  state: ConsoleState;
  readonly curve: EquityPoint[] = [];
  #seq = 18_204;
  #step = 0;

  constructor(now: number) {
    this.state = openingState(now);
    for (let at = 0; at < 900; at += 1) this.#addPoint(now - (900 - at) * 1_000);
  }

  get seq(): number {
    return this.#seq;
  }

  /** One numbered event; its number. */
  note(kind: string, text: string, ts: number): number {
    this.#seq += 1;
    const row = { seq: this.#seq, ts, kind, text };
    this.state = { ...this.state, eventTail: [row, ...this.state.eventTail].slice(0, 40) };
    return this.#seq;
  }

  audit(kind: string, text: string, ts: number): void {
    const row = { seq: this.#seq, ts, kind, text };
    this.state = { ...this.state, auditTail: [row, ...this.state.auditTail].slice(0, 40) };
  }

  move(now: number): void {
    this.#step += 1;
    const feeds = this.state.feeds.map((feed, at) => this.#movedFeed(feed, at, now));
    const positions = this.state.positions.map((row) => {
      const feed = feeds.find(({ symbol }) => symbol === row.symbol);
      const mark = (row.side === 'long' ? feed?.bid : feed?.ask) ?? row.markPrice;
      const move = (Number(mark) - Number(row.entryPrice)) * (row.side === 'long' ? 1 : -1);
      const open = ((move * Number(row.qty)) / (row.symbol === 'USD/JPY' ? 154 : 1)).toFixed(6);
      const gainBps = Math.round((move / Number(row.entryPrice)) * 100_000) / 10;
      return { ...row, markPrice: mark, open, gainBps };
    });
    const loops = this.state.loops.map((row) => ({ ...row, tsBeat: now - (now % 1_000) }));
    this.state = { ...this.state, feeds, positions, loops };
    if (this.#step % 7 === 0)
      this.note('QuoteTicked', `${feeds[this.#step % 4]?.symbol ?? ''} quote`, now);
    if (this.#step % 10 === 0) this.#addPoint(now);
    this.#refreshMoney(now);
  }

  #movedFeed(feed: ConsoleState['feeds'][number], at: number, now: number) {
    if (feed.state !== 'live' || (this.#step + at) % 3 !== 0) return feed;
    const spec = SYMBOLS[at] ?? SYMBOLS[0];
    const wave = Math.sin((this.#step + at * 40) / 60) * 0.0008 + Math.sin(this.#step / 7) * 0.0001;
    const bid = (spec.mid * (1 + wave)).toFixed(spec.decimals);
    const ask = (Number(bid) + spec.mid * 0.00004).toFixed(spec.decimals);
    const ticksPerSecond = 9 + ((this.#step * (at + 3)) % 30) / 10;
    return { ...feed, bid, ask, tsLast: now, ticks: feed.ticks + 1, ticksPerSecond };
  }

  #addPoint(ts: number): void {
    const at = this.curve.length;
    const amounts = (names: readonly string[], scale: number) =>
      Object.fromEntries(
        names.map((name, index) => [
          name,
          (
            Math.sin(at / (70 + index * 23) + index * 2) * scale +
            at * 0.05 * (index - 0.8)
          ).toFixed(6),
        ]),
      );
    const bySymbol = amounts(
      SYMBOLS.map(({ symbol }) => symbol),
      34,
    );
    const total = Object.values(bySymbol).reduce((sum, net) => sum + Number(net), 0);
    const byStrategy = {
      scalp_ping_5s: (total * 0.5 + Math.sin(at / 50) * 12).toFixed(6),
      scalp_tick_imbalance: (total * 0.35 - Math.sin(at / 50) * 12).toFixed(6),
      scalp_macd_rsi_div: (total * 0.15).toFixed(6),
    };
    const point = {
      ts: ts - (ts % 1_000),
      equity: (100_000 + total).toFixed(6),
      total: total.toFixed(6),
      bySymbol,
      byStrategy,
    };
    this.curve.push(point);
    this.state = { ...this.state, equityPoint: point };
  }

  #refreshMoney(now: number): void {
    const point = this.curve.at(-1);
    if (!point) return;
    const open = this.state.positions.reduce((sum, row) => sum + Number(row.open), 0);
    const realised = (Number(point.total) - open).toFixed(6);
    const used = this.state.positions.map((row) => ({
      symbol: row.symbol,
      value: (Number(row.qty) * Number(row.markPrice)) / (row.symbol === 'USD/JPY' ? 154 : 1),
    }));
    const exposureOf = (symbol: string) =>
      used.filter((row) => row.symbol === symbol).reduce((sum, row) => sum + row.value, 0);
    this.state = {
      ...this.state,
      engine: { ...this.state.engine, eventSeq: this.#seq },
      pnl: {
        ...this.state.pnl,
        equity: point.equity,
        total: point.total,
        day: (Number(point.total) - 12.4).toFixed(6),
        open: open.toFixed(6),
        realised,
        drawdownPct: Math.round(Math.abs(Math.sin(this.#step / 200)) * 300) / 1_000,
      },
      tiesOut: {
        ...this.state.tiesOut,
        total: realised,
        symbols: realised,
        strategies: realised,
        fills: realised,
        tsChecked: now - (now % 1_000),
      },
      exposure: {
        total: used.reduce((sum, row) => sum + row.value, 0).toFixed(6),
        cap: '60000',
        bySymbol: SYMBOLS.map(({ symbol }) => ({
          symbol,
          exposure: exposureOf(symbol).toFixed(6),
          cap: symbol === 'USD/JPY' ? '4200' : '25000',
        })),
      },
    };
  }
}

function openingState(now: number): ConsoleState {
  return {
    engine: {
      mode: 'SIMULATED',
      account: 'demo',
      currency: 'USD',
      state: 'running',
      stateDetail: '',
      sessionId: 's-20261121-070000',
      version: '0.1.0',
      source: 'generator seed 20261121',
      tsStarted: now - 3_600_000,
      eventSeq: 18_204,
      eventsPerSecond: 41.5,
    },
    lock: { level: 'none', reason: '', by: '', tsSince: now - 3_600_000, eventSeq: 1 },
    pnl: {
      equity: '100000',
      startingBalance: '100000',
      total: '0',
      realised: '0',
      fees: '18.402113',
      open: '0',
      day: '0',
      drawdownPct: 0.12,
      tradesToday: 84,
      winRate: 0.5714,
      bySymbol: [],
      byStrategy: [],
    },
    tiesOut: {
      ok: true,
      total: '0',
      symbols: '0',
      strategies: '0',
      fills: '0',
      fillCount: 171,
      tsChecked: now,
    },
    exposure: { total: '0', cap: '60000', bySymbol: [] },
    strategies: STRATEGIES.map((id, at) => strategyRow(id, at, now)),
    positions: SYMBOLS.slice(0, 4).map((spec, at) => ({
      positionId: `p-${at + 101}`,
      strategyId: STRATEGIES[at % 2] ?? 'scalp_ping_5s',
      symbol: spec.symbol,
      side: at % 2 === 0 ? 'long' : 'short',
      qty: spec.qty,
      entryPrice: (spec.mid * (at === 1 ? 1.0007 : 0.9998)).toFixed(8),
      markPrice: spec.mid.toFixed(spec.decimals),
      stopPrice: (spec.mid * (at % 2 === 0 ? 0.994 : 1.006)).toFixed(spec.decimals),
      targetPrice:
        at === 2 ? null : (spec.mid * (at % 2 === 0 ? 1.002 : 0.998)).toFixed(spec.decimals),
      open: '0',
      gainBps: 0,
      tsOpened: now - 41_000 * (at + 1),
      isClosing: at === 3,
      entry_probability: 0.6142,
      entry_units_intent: spec.qty,
      thesis: 'drift of the last 12 pings +1.9 bps against a spread of 0.4 bps',
    })),
    orders: [
      orderRow(
        'q1-7f3a-0001',
        { symbol: 'ETH/USDT', side: 'buy', type: 'limit', price: '3408.10', state: 'accepted' },
        now,
      ),
      orderRow(
        'q1-7f3a-0002',
        {
          symbol: 'XAU/USD',
          side: 'sell',
          type: 'limit',
          price: '2712.40',
          state: 'partially_filled',
        },
        now,
      ),
      orderRow(
        'q1-7f3a-0003',
        { symbol: 'USD/JPY', side: 'buy', type: 'market', price: null, state: 'unknown' },
        now,
      ),
    ],
    trades: Array.from({ length: 22 }, (_, at) => tradeRow(at, now)),
    feeds: SYMBOLS.map((spec, at) => ({
      symbol: spec.symbol,
      state: at === 3 ? 'stale' : 'live',
      bid: spec.mid.toFixed(spec.decimals),
      ask: (spec.mid * 1.00004).toFixed(spec.decimals),
      spreadBps: 0.4 + at / 10,
      tsLast: now - (at === 3 ? 14_000 : 0),
      ticks: 38_211 + at * 911,
      ticksPerSecond: at === 3 ? 0 : 10.4,
      tickSize: spec.tickSize,
    })),
    loops: ['market driver', 'venue pump', 'recorder', 'metrics'].map((name, at) => ({
      name,
      state: at === 2 ? 'backing-off' : 'running',
      restarts: at === 2 ? 3 : 0,
      lastError: at === 2 ? 'disk is busy' : null,
      tsBeat: now,
      tsRetry: at === 2 ? now + 4_000 : null,
    })),
    lanes: SYMBOLS.map(({ symbol }, at) => ({
      symbol,
      isBusy: at === 1,
      queued: at === 1 ? 2 : 0,
      acquired: 412 + at * 31,
      released: 411 + at * 31 + (at === 1 ? 0 : 1),
      lastHoldMs: 15.4 + at,
    })),
    alerts: [
      {
        id: 4,
        ts: now - 14_000,
        level: 'warning',
        code: 'FEED_STALE',
        text: 'USD/JPY has been silent for 5 s: no entries in it.',
      },
      {
        id: 3,
        ts: now - 95_000,
        level: 'critical',
        code: 'LOOP_RESTARTED',
        text: 'recorder ended: disk is busy. Trying again in 4 s.',
      },
      {
        id: 2,
        ts: now - 640_000,
        level: 'info',
        code: 'TRADING_UNLOCKED',
        text: 'Unlocked by operator: books agree after the restart',
      },
      {
        id: 1,
        ts: now - 3_600_000,
        level: 'info',
        code: 'ENGINE_STARTED',
        text: 'Started on the simulated venue.',
      },
    ],
    eventTail: [],
    auditTail: [
      {
        seq: 18_100,
        ts: now - 640_000,
        kind: 'Unlock',
        text: 'operator via console: books agree after the restart → accepted',
      },
    ],
    flatten: { phase: 'idle', by: '', tsStarted: 0, attempts: 0, left: [] },
    reconcile: { ok: true, tsChecked: now - 4_000, differences: [] },
    equityPoint: null,
    agent: inventStatus(now),
  };
}

function strategyRow(id: string, at: number, now: number): ConsoleState['strategies'][number] {
  return {
    id,
    title: id,
    rule: RULES[at] ?? '',
    symbols: SYMBOLS.map(({ symbol }) => symbol),
    state: 'running',
    error: null,
    entry_enabled: at !== 2,
    exit_enabled: true,
    memo: at === 2 ? 'held until the divergence window is tuned' : '',
    switchedBy: at === 2 ? 'operator' : '',
    tsSwitched: now - 500_000,
    switchSeq: 17_000 + at * 311,
    lastSignal: {
      ts: now - 3_200 * (at + 1),
      symbol: SYMBOLS[at]?.symbol ?? 'BTC/USDT',
      side: at === 1 ? 'sell' : 'buy',
      purpose: at === 2 ? 'exit' : 'entry',
      entry_probability: 0.58 + at / 50,
      thesis: 'drift of the last 12 pings +1.9 bps against a spread of 0.4 bps; flow agrees',
    },
    lastDenial:
      at === 0
        ? {
            ts: now - 9_000,
            symbol: 'BTC/USDT',
            code: 'EXPOSURE_SYMBOL_EXCEEDS_CAP',
            numbers: { exposure: '25120.40', cap: '25000', order: '1962.40' },
            count: 12,
          }
        : null,
    net: ['61.203311', '-18.442190', '0.000000'][at] ?? '0',
    open: ['4.10', '-2.31', '0'][at] ?? '0',
    trades: [52, 31, 1][at] ?? 0,
    winRate: [0.5769, 0.5484, null][at] ?? null,
    openPositions: [2, 2, 0][at] ?? 0,
  };
}

type OrderLook = Pick<
  ConsoleState['orders'][number],
  'symbol' | 'side' | 'type' | 'price' | 'state'
>;

function orderRow(
  clientOrderId: string,
  look: OrderLook,
  now: number,
): ConsoleState['orders'][number] {
  return {
    clientOrderId,
    venueOrderId: look.state === 'unknown' ? null : 'v-88123',
    strategyId: 'scalp_tick_imbalance',
    purpose: look.type === 'market' ? 'exit' : 'entry',
    qty: '1.00',
    filledQty: look.state === 'partially_filled' ? '0.40' : '0',
    tsCreated: now - 8_000,
    tsUpdated: now - 7_000,
    ...look,
  };
}

function tradeRow(at: number, now: number): ConsoleState['trades'][number] {
  const spec = SYMBOLS[at % 4] ?? SYMBOLS[0];
  const gain = Math.sin(at * 1.7) * 9;
  return {
    positionId: `p-${90 - at}`,
    strategyId: STRATEGIES[at % 3] ?? 'scalp_ping_5s',
    symbol: spec.symbol,
    side: at % 2 ? 'short' : 'long',
    qty: spec.qty,
    entryPrice: spec.mid.toFixed(spec.decimals),
    exitPrice: (spec.mid * (1 + gain / 20_000)).toFixed(spec.decimals),
    tsOpened: now - 90_000 * (at + 1),
    tsClosed: now - 90_000 * (at + 1) + 48_300 + at * 700,
    net: gain.toFixed(10),
    fees: '0.3924120000',
    entry_probability: 0.61,
    entry_units_intent: spec.qty,
    thesis: 'drift of the last 12 pings +1.9 bps',
    exitReason: ['target', 'stop', 'trailing_stop', 'signal'][at % 4] ?? 'target',
    exitThesis: 'price reached the target',
  };
}
