import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  figuresOf,
  makeRun,
  writeGolden,
  type GoldenFigures,
} from '../test/integration/backtest/golden-figures.ts';
import { GOLDEN_RUNS } from '../test/integration/backtest/golden-runs.ts';

/**
 * Writes what the golden runs give now as what they must give: for a change that is meant to change results, never
 * to make a test pass. `npx tsx scripts/record-golden-runs.ts`, then read the difference before it is committed.
 */
async function main(): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'record-golden-'));
  const recorded: Record<string, GoldenFigures> = {};
  for (const run of GOLDEN_RUNS) {
    const figures = figuresOf(await makeRun(run, home));
    recorded[run.name] = figures;
    const { closedTrades, net, denials } = figures;
    process.stdout.write(`${run.name}: ${closedTrades} trades, net ${net}, denials ${denials}\n`);
  }
  rmSync(home, { recursive: true });
  writeGolden(recorded);
}

await main();
