import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { BacktestReport } from '@quarterdeck/core/contract/backtest.schema';
import { strategyCatalogue } from '@quarterdeck/core/strategies/registry';
import {
  dayOf,
  figuresOf,
  lineOf,
  makeRun,
  readGolden,
  RECORDED,
  writeGolden,
  type GoldenFigures,
} from './golden-figures.ts';
import { GOLDEN_RUNS } from './golden-runs.ts';

const home = mkdtempSync(join(tmpdir(), 'catalogue-golden-'));
afterAll(() => rmSync(home, { recursive: true }));

/**
 * `GOLDEN=record npx vitest run test/integration/backtest/catalogue-golden.test.ts` writes what the runs give now as what
 * they must give: for a change that is meant to change results, never to make this test pass. Read the difference before
 * it is committed.
 */
const isRecording = process.env['GOLDEN'] === 'record';
const golden = readGolden();
const recorded: Record<string, GoldenFigures> = {};
const files = [...new Set(GOLDEN_RUNS.flatMap(({ data }) => data))];
const isPresent = files.every((file) => existsSync(join(RECORDED, file)));
if (!isPresent) console.warn(`skipped: recorded data is not in ${RECORDED}`);

/** The first day on which trades differ, and what is traded on it now; undefined when all days are alike. */
function describeFirstDay(expected: GoldenFigures, report: BacktestReport): string | undefined {
  const { days } = figuresOf(report);
  const all = [...new Set([...Object.keys(expected.days), ...Object.keys(days)])].toSorted();
  const day = all.find((each) => expected.days[each] !== days[each]);
  if (day === undefined) return undefined;
  const lines = report.trades.filter((trade) => dayOf(trade) === day).map(lineOf);
  return [
    `${day}: expected ${expected.days[day] ?? 'no trades'}, is ${days[day] ?? 'no trades'}; its trades now:`,
    ...lines.slice(0, 40),
  ].join('\n');
}

describe.skipIf(isRecording)('the golden runs', () => {
  it('trade every strategy of the catalogue and the variant of one', () => {
    const traded = new Set(
      Object.values(golden).flatMap(({ tradesByStrategy }) => Object.keys(tradesByStrategy)),
    );
    const all = [...strategyCatalogue.map(({ id }) => id), 'scalp_ping_5s_b'];
    expect(all.filter((id) => !traded.has(id))).toEqual([]);
  });

  it('are all recorded, and nothing else is', () => {
    expect(Object.keys(golden)).toEqual(GOLDEN_RUNS.map(({ name }) => name));
  });
});

describe.skipIf(!isPresent)('to the last digit', () => {
  // Half a record would lose the other half.
  afterAll(() => {
    if (Object.keys(recorded).length === GOLDEN_RUNS.length) writeGolden(recorded);
  });

  it.each(GOLDEN_RUNS)('$name', { timeout: 120_000 }, async (run) => {
    const report = await makeRun(run, home);
    if (isRecording) {
      recorded[run.name] = figuresOf(report);
      expect(report.trades.length).toBeGreaterThan(0);
      return;
    }
    const expected = golden[run.name];
    if (expected === undefined) throw new Error(`${run.name} is not recorded`);
    // What went in and the first day that differs say more than totals do: they come first.
    const { bars, quotes, trades } = figuresOf(report);
    const { bars: barsThen, quotes: quotesThen, trades: tradesThen } = expected;
    expect({ bars, quotes, trades }).toEqual({
      ...{ bars: barsThen, quotes: quotesThen, trades: tradesThen },
    });
    const different = describeFirstDay(expected, report);
    if (different !== undefined) expect.unreachable(different);
    expect(figuresOf(report)).toEqual(expected);
  });
});
