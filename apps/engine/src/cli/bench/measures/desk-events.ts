import { createDesk } from '@quarterdeck/core/desk';
import { readBenchDesk } from '../bench-desk.ts';
import { writeBenchConfig } from '../bench-config.ts';
import type { BenchContext, Figure, Measure } from '../measure.ts';
import { recordSession } from '../recorded-session.ts';
import { measureRate } from '../repeat.ts';

const EVENTS_PER_SECOND = 1_000;
/** The reach is stated for these three; `backtest.catalogue_bars_per_s` measures all of them. */
const MEASURED = ['scalp_ping_5s', 'scalp_tick_imbalance', 'scalp_macd_rsi_div'];

function run({ ports, isQuick, workspace }: BenchContext): Figure {
  const configFile = writeBenchConfig({
    folder: workspace.makeFolder(),
    eventsPerSecond: EVENTS_PER_SECOND,
  });
  const { desk: whole } = readBenchDesk(configFile);
  const strategies = whole.strategies.filter(({ strategy }) => MEASURED.includes(strategy.id));
  const desk = { ...whole, strategies };
  const inputs = isQuick ? 200_000 : 600_000;
  const { events, orders } = recordSession(desk, { inputs, eventsPerSecond: EVENTS_PER_SECOND });
  let effects = 0;
  const figure = measureRate({
    clock: ports.clock,
    times: isQuick ? 3 : 9,
    work: () => {
      const fresh = createDesk(desk);
      effects = 0;
      for (const event of events) effects += fresh.handle(event).length;
      return events.length;
    },
  });
  return {
    ...figure,
    details: {
      ...figure.details,
      events: events.length,
      orders,
      effects,
      simulatedMinutes: inputs / EVENTS_PER_SECOND / 60,
    },
  };
}

/** The pure desk with three strategies on four symbols; market and venue were recorded beforehand. */
export const deskEvents: Measure = {
  name: 'desk.events_per_s',
  unit: 'events/s',
  goal: { reach: 1_000_000, direction: 'at_least' },
  run,
};
