import type { CliPorts } from '../cli-ports.ts';
import { describeMachine } from './machine.ts';
import { notMeasured, resultOf, type BenchResult, type Figure, type Measure } from './measure.ts';
import { Workspace } from './workspace.ts';

export interface RunOptions {
  readonly ports: CliPorts;
  readonly isQuick: boolean;
}

/** A measure that breaks gives no figure and says why; the others go on. */
async function runOne(measure: Measure, { ports, isQuick }: RunOptions): Promise<Figure> {
  const workspace = new Workspace();
  const signals = ports.onStopSignal(() => {
    workspace.releaseNow();
    process.exit(130);
  });
  try {
    return await measure.run({ ports, isQuick, workspace });
  } catch (error) {
    return notMeasured(error instanceof Error ? error.message : String(error));
  } finally {
    await workspace.release();
    signals.dispose();
  }
}

/** One after the other: two at a time would measure each other. */
export async function runMeasures(
  measures: readonly Measure[],
  options: RunOptions,
): Promise<readonly BenchResult[]> {
  const { ports, isQuick } = options;
  const results: BenchResult[] = [];
  for (const measure of measures) {
    ports.complain(`bench: ${measure.name}`);
    const machine = describeMachine(ports.clock.now());
    const figure = await runOne(measure, options);
    results.push(
      resultOf(measure, { ...figure, details: { ...figure.details, isQuick, machine } }),
    );
  }
  return results;
}
