import { writeBenchConfig } from '../bench-config.ts';
import { EngineChild } from '../engine-child.ts';
import type { BenchContext, Figure, Measure } from '../measure.ts';
import { notMeasured } from '../measure.ts';
import { median, rounded, spreadOf } from '../../../verify/statistics.ts';
import { storeSession } from '../stored-session.ts';

const FILLS = 100_000;
/** What the generated market of a quiet desk gives. */
const EVENTS_PER_SECOND = 40;

/** Each printed when its step is done. */
const STEPS = {
  program: 'config read',
  tables: 'data folder locked',
  venueBook: 'state restored',
  reconciling: 'reconciled with the venue',
  doors: 'engine ready',
} as const;
type Stages = Readonly<Record<keyof typeof STEPS, number>>;

interface Start {
  readonly stagesMs: Stages;
  readonly fromSpawnMs: number;
  readonly insideMs: number;
  readonly restored: string;
}

/** How long after the step before it each step was done. */
function stagesOf(engine: EngineChild): Stages {
  let before = 0;
  const stages = Object.entries(STEPS).map(([stage, line]) => {
    const at = engine.lineAtMs(line);
    const tookMs = at - before;
    before = at;
    return [stage, Math.round(tookMs)] as const;
  });
  return Object.fromEntries(stages) as Stages;
}

async function startOnce(context: BenchContext, configFile: string, home: string): Promise<Start> {
  const engine = await EngineChild.start({ context, configFile, home });
  // As after a crash: nothing was tidied up for this start.
  await engine.kill();
  const restored = engine.lines.find(({ text }) => text.startsWith('state restored'))?.text ?? '';
  const insideMs = engine.lineAtMs('reconciled with the venue') - engine.lineAtMs('config read');
  return { fromSpawnMs: engine.readyMs, insideMs, restored, stagesMs: stagesOf(engine) };
}

async function run(context: BenchContext): Promise<Figure> {
  const home = context.workspace.makeFolder();
  const busy = writeBenchConfig({ folder: home, eventsPerSecond: 100, isBusy: true });
  const stored = await storeSession({
    home,
    configFile: busy,
    fills: FILLS,
    clock: context.ports.clock,
  });
  if (stored.fills < FILLS) return notMeasured(`only ${stored.fills} fills could be made`);
  const configFile = writeBenchConfig({
    folder: home,
    eventsPerSecond: EVENTS_PER_SECOND,
    isBusy: true,
  });
  const starts: Start[] = [];
  for (let index = 0; index < (context.isQuick ? 3 : 9); index += 1) {
    starts.push(await startOnce(context, configFile, home));
  }
  const samples = starts.map(({ fromSpawnMs }) => fromSpawnMs);
  return {
    value: rounded(median(samples)),
    details: {
      ...spreadOf(samples),
      insideMs: spreadOf(starts.map(({ insideMs }) => insideMs)),
      restored: starts[0]?.restored,
      stagesMs: starts.map(({ stagesMs }) => stagesMs),
      ...stored,
    },
  };
}

/** From the spawn of the process to an engine that says over HTTP that it is running, reconciled with its venue. */
export const restart: Measure = {
  name: 'restart_ms',
  unit: 'ms',
  goal: { reach: 2_000, direction: 'at_most' },
  run,
};
