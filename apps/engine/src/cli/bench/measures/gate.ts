import { existsSync } from 'node:fs';
import path from 'node:path';
import { gateConfigSchema } from '@quarterdeck/core/contract/agent/config/gate.schema';
import { Gate } from '@quarterdeck/core/decision/gate/gate';
import { MINUTE_MS, SECOND_MS } from '@quarterdeck/core/kernel/clock';
import { asSymbolId } from '@quarterdeck/core/kernel/ids';
import { createRng } from '@quarterdeck/core/kernel/rng';
import { projectRoot } from '../../../runtime/start/project-paths.ts';
import { notMeasured, type BenchContext, type Figure, type Measure } from '../measure.ts';
import { measureRate } from '../repeat.ts';
import { rounded } from '../../../verify/statistics.ts';
import { readTape, TRADES_TAPE, type Ticks } from '../trades-tape.ts';

const SYMBOL = asSymbolId('BTC/USDT');
const TS_FIRST = Date.UTC(2024, 0, 1);
const DEFAULTS = gateConfigSchema.parse({});
/** Everything that can ask does, as often as it may: the wide end of what an operator could configure. */
const EAGER = gateConfigSchema.parse({
  timer: { min_s: 1, max_s: 30 },
  candle: { timeframes_ms: [MINUTE_MS], min_interval_s: 1 },
  shock: { bucket_s: 1, window: 60, warm_up: 20, price_z: 3, volume_z: 3, cool_down_s: 5 },
  budget: { min_pause_s: 1, max_per_hour: 1_000, reserved_per_hour: 10 },
});

function generateTicks(count: number): Ticks {
  const rng = createRng(13);
  const column = () => new Float64Array(count);
  const ticks: Ticks = { ts: column(), price: column(), size: column() };
  let ts = TS_FIRST;
  let price = 61_000;
  for (let row = 0; row < count; row += 1) {
    ts += Math.floor(rng.next() * 100);
    price += (rng.next() - 0.5) * 2;
    ticks.ts[row] = ts;
    ticks.price[row] = price;
    ticks.size[row] = rng.exponential();
  }
  return ticks;
}

/** Conditions as a model would set them: near, far, and some that stand all the time. */
function armAround(gate: Gate, price: number): void {
  const symbol = SYMBOL;
  const wanted = [
    { kind: 'price_cross', symbol, level: price * 1.002, side: 'above' },
    { kind: 'price_cross', symbol, level: price * 0.998, side: 'below' },
    { kind: 'percent_move', symbol, percent: 1 },
    { kind: 'z_score', symbol, of: 'volume', threshold: 6 },
    { kind: 'time', symbol, in_s: 900 },
  ];
  gate.arm(wanted, { replaces: true });
}

/** Clock and minute bars up to `now`, from `tsSecond` on; how many passed, and where the clock stands then. */
function passSeconds(gate: Gate, tsSecond: number, now: number) {
  let passes = 0;
  let ts = tsSecond;
  for (; ts <= now; ts += SECOND_MS) {
    if (gate.onClock(ts).passed) passes += 1;
    if (ts % MINUTE_MS < SECOND_MS && gate.onBar(MINUTE_MS, 1, ts).passed) passes += 1;
  }
  return { passes, ts };
}

/** The ticks, a clock each second and a bar each minute; all but every `quoteEvery`-th tick are quotes, 0: none is. */
function feed(gate: Gate, { ts, price, size }: Ticks, quoteEvery: number): number {
  let passes = 0;
  let tsSecond = (ts[0] ?? 0) + SECOND_MS;
  for (let row = 0; row < ts.length; row += 1) {
    const [now, at, amount] = [ts[row] ?? 0, price[row] ?? 0, size[row] ?? 0];
    if (row === 1) armAround(gate, at);
    if (tsSecond <= now) {
      const seconds = passSeconds(gate, tsSecond, now);
      passes += seconds.passes;
      tsSecond = seconds.ts;
    }
    const isQuote = quoteEvery > 0 && row % quoteEvery !== 0;
    const result = isQuote ? gate.onQuote(at, now) : gate.onTrade(at, amount, now);
    if (!result.passed) continue;
    passes += 1;
    armAround(gate, at);
  }
  return passes;
}

const gateAt = (tsStart: number, config = DEFAULTS): Gate =>
  new Gate({ symbol: SYMBOL, config, tsStart });

function runSpeed({ ports, isQuick }: BenchContext): Figure {
  const ticks = generateTicks(1_000_000);
  let passes = 0;
  const work = () => {
    const gate = gateAt(TS_FIRST);
    passes = feed(gate, ticks, 3);
    return gate.funnel().evaluations;
  };
  const figure = measureRate({ clock: ports.clock, times: isQuick ? 5 : 15, work });
  return { ...figure, details: { ...figure.details, ticks: ticks.ts.length, passes } };
}

function ratioOn(tape: Ticks, config = DEFAULTS) {
  const gate = gateAt(tape.ts[0] ?? 0, config);
  feed(gate, tape, 0);
  const { evaluations, passes, byLayer } = gate.funnel();
  const layers = Object.entries(byLayer).map(([layer, counts]) => [layer, counts.passes]);
  const ratio = rounded(passes / evaluations);
  return { ratio, evaluations, passes, byLayer: Object.fromEntries(layers) as object };
}

function runRatio(): Figure {
  const file = path.join(projectRoot, TRADES_TAPE);
  if (!existsSync(file)) return notMeasured(`no recorded trades at ${TRADES_TAPE}`);
  const tape = readTape(file);
  const usual = ratioOn(tape);
  const eager = ratioOn(tape, EAGER);
  const trades = tape.ts.length;
  return { value: usual.ratio, details: { trades, ...usual, eager } };
}

/** Trades, quotes, seconds and bars of a busy market against one gate with five wake conditions. */
export const gateMeasures: readonly Measure[] = [
  {
    name: 'gate.evaluations_per_s',
    unit: 'evaluations/s',
    goal: { reach: 2_000_000, direction: 'at_least' },
    run: runSpeed,
  },
  {
    name: 'gate.pass_ratio',
    unit: 'passes/evaluation',
    goal: { reach: 0.1, direction: 'at_most' },
    run: runRatio,
  },
];
