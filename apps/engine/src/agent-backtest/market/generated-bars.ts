import { DAY_MS, MINUTE_MS, type EpochMs } from '@quarterdeck/core/kernel/clock';
import { asPrice, asQty, ZERO_QTY, type Price, type Qty } from '@quarterdeck/core/kernel/decimal';
import type { SymbolId } from '@quarterdeck/core/kernel/ids';
import type { Candle } from '@quarterdeck/core/model/candle';
import type { Instrument } from '@quarterdeck/core/model/instrument';
import { createMarketGenerator } from '@quarterdeck/core/simulation/market-generator';
import { defaultProfile } from '@quarterdeck/core/simulation/market-profile';
import { symbolOfInput, type MarketInput } from '@quarterdeck/core/simulation/market-input';

export interface GeneratedMarket {
  readonly instruments: readonly Instrument[];
  readonly seed: number;
  readonly tsStart: EpochMs;
  readonly days: number;
  readonly barMs: number;
}

/**
 * Each bar is a minute of the generator, whatever its length: volatility is stretched with it, the hours of the day and the
 * life of regimes are as well.
 */
const BAR_OF_GENERATOR_MS = MINUTE_MS;
/** Of one instrument: enough for a bar of a minute to have an inside. */
const EVENTS_PER_SECOND = 0.5;
/** Trades of the generator are few; each stands for this many of a live market. */
const TRADES_BEHIND_ONE = 20n;

interface Building {
  readonly symbol: SymbolId;
  open: Price | undefined;
  high: Price;
  low: Price;
  close: Price;
  volume: Qty;
  ticks: number;
}

function note(building: Building, price: Price): void {
  if (building.open === undefined) building.open = building.high = building.low = price;
  if (price > building.high) building.high = price;
  if (price < building.low) building.low = price;
  building.close = price;
  building.ticks += 1;
}

function observe(building: Building, input: MarketInput): void {
  if (input.type === 'quote') {
    note(building, asPrice((input.quote.bid + input.quote.ask) / 2n));
  } else if (input.type === 'trade') {
    building.volume = asQty(building.volume + input.trade.qty * TRADES_BEHIND_ONE);
  }
}

/** The bar so far; the next begins at its close. Nothing before the first price. */
function finish(building: Building, tsOpen: EpochMs, timeframeMs: number): Candle | undefined {
  const { symbol, open, high, low, close, volume, ticks } = building;
  building.volume = ZERO_QTY;
  building.ticks = 0;
  if (open === undefined) return undefined;
  building.open = building.high = building.low = close;
  return { symbol, timeframeMs, tsOpen, open, high, low, close, volume, ticks };
}

const NO_PRICE = asPrice(0n);

function stretchedProfiles(instruments: readonly Instrument[], stretch: number) {
  return Object.fromEntries(
    instruments.map((instrument) => {
      const annualVolatility = defaultProfile(instrument).annualVolatility * Math.sqrt(stretch);
      return [instrument.symbol, { annualVolatility }];
    }),
  );
}

/** Bars of one length, by time; the same options give the same bars. */
export function* generateBars(market: GeneratedMarket): Generator<Candle> {
  const { instruments, tsStart, days, barMs } = market;
  const eventsPerSecond = EVENTS_PER_SECOND * instruments.length;
  const profiles = stretchedProfiles(instruments, barMs / BAR_OF_GENERATOR_MS);
  const generator = createMarketGenerator({ ...market, eventsPerSecond, profiles });
  const buildings = instruments.map(({ symbol }): Building => {
    const none = { high: NO_PRICE, low: NO_PRICE, close: NO_PRICE };
    return { symbol, open: undefined, ...none, volume: ZERO_QTY, ticks: 0 };
  });
  const bySymbol = new Map(buildings.map((building) => [building.symbol, building]));
  let tsGenerated = tsStart;
  for (let tsOpen = tsStart; tsOpen < tsStart + days * DAY_MS; tsOpen += barMs) {
    tsGenerated += BAR_OF_GENERATOR_MS;
    while (generator.peekTs() < tsGenerated) {
      const input = generator.next();
      const building = bySymbol.get(symbolOfInput(input));
      if (building !== undefined) observe(building, input);
    }
    for (const building of buildings) {
      const bar = finish(building, tsOpen, barMs);
      if (bar !== undefined) yield bar;
    }
  }
}
