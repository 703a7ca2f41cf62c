import type { DeskOptions, StrategySetup } from '@quarterdeck/core/desk-contract';
import type { Money } from '@quarterdeck/core/kernel/decimal';
import { mergeTapes } from '../../adapters/tapes/merge-tapes.ts';
import { figuresOf, WARM_UP_MS } from '../drill/run-drill.ts';
import { flattenDrill, openDrill, whileOpen, type Drill } from '../limits/open-drill.ts';
import { replayRun } from '../parity/replay-run.ts';
import type { StageContext } from '../stage.ts';
import { auditLimits } from './audit-limits.ts';
import { catalogueDesk } from './catalogue-desk.ts';
import { countAsks } from './count-asks.ts';
import { openDay, type OpenDay } from './open-day.ts';
import type { RecordedDay } from './recorded-days.ts';
import type { StrategyTally } from './strategy-tally.ts';

const BEFORE_MS = 2 * WARM_UP_MS;

export interface PlayOptions {
  readonly setups: readonly StrategySetup[];
  /** Where the paths of the tapes begin. */
  readonly recordedFolder: string;
  readonly tally: StrategyTally;
}

export interface DayFigures {
  /** In words: which markets, from when to when. */
  readonly played: string;
  readonly inputs: number;
  readonly orders: number;
  readonly fills: number;
  readonly round_trips: number;
  readonly replayed_events: number;
  /** Account currency. */
  readonly net: Money;
}

/** All markets of a day in one desk, in the order of time, with everything looked at; then once more from its journal. */
export async function playDay(
  context: StageContext,
  day: RecordedDay,
  { setups, recordedFolder, tally }: PlayOptions,
): Promise<DayFigures> {
  const opened = await openDay(day, recordedFolder);
  const desk = catalogueDesk(setups, opened);
  const drill = openDeskOf(context, { day, desk, tally });
  const { engine, folder } = drill;
  const figures = await whileOpen(engine, () => trade(context, drill, opened));
  for (const { strategyId, failure } of engine.core.view.strategies())
    if (failure !== undefined) tally.of(strategyId).failure ??= failure;
  // By the desk whose questions nobody counts: counting them must not have changed an answer.
  const replayed_events = await replayRun(context.findings, {
    ...{ folder, desk, sessionId: engine.core.session.sessionId },
    where: `catalogue, ${day.name}`,
  });
  return { ...figures, played: opened.played, replayed_events };
}

interface Played {
  readonly day: RecordedDay;
  readonly desk: DeskOptions;
  readonly tally: StrategyTally;
}

function openDeskOf(context: StageContext, { day, desk, tally }: Played): Drill {
  const tsStart = day.tsFrom - BEFORE_MS;
  // The clock stands in the engine, which tells of changes only once it is there.
  const clock = { now: () => tsStart };
  const audits = auditLimits(context.findings, desk, () => clock.now());
  const strategies = desk.strategies.map((setup) =>
    countAsks(setup, (strategyId) => {
      tally.of(strategyId).asked += 1;
    }),
  );
  const drill = openDrill(context, {
    ...audits,
    ...{ name: day.name, tsStart },
    desk: { ...desk, strategies },
    watches: [...audits.watches, tally],
  });
  clock.now = () => drill.engine.time.now();
  drill.engine.runTo(tsStart + WARM_UP_MS);
  return drill;
}

async function trade(context: StageContext, drill: Drill, { tapes }: OpenDay) {
  const { engine, audited } = drill;
  let inputs = 0;
  for await (const batch of mergeTapes(tapes)) {
    inputs += await drill.deliver(batch);
    if (context.signal.aborted) break;
  }
  flattenDrill(engine);
  audited.finish('catalogue');
  const { orders, fills, roundTrips } = figuresOf(audited, inputs);
  return { inputs, orders, fills, round_trips: roundTrips, net: engine.core.view.totals.net };
}
