import { existsSync } from 'node:fs';
import path from 'node:path';
import { addMoney, formatMoney, ZERO_MONEY } from '@quarterdeck/core/kernel/decimal';
import type { Findings } from '../findings.ts';
import type { Stage, StageContext, StageResult } from '../stage.ts';
import { readCatalogue } from './catalogue-desk.ts';
import { judgeStrategies } from './judge-strategies.ts';
import { playDay, type DayFigures } from './play-day.ts';
import { RECORDED_DAYS, type RecordedDay } from './recorded-days.ts';
import { StrategyTally, type StrategyFigures } from './strategy-tally.ts';

const ID = 'load.real_strategies';

/** Part 1 of the proof once more, with the strategies themselves instead of a load in their seats. */
export const catalogueStage: Stage = {
  name: 'catalogue',
  title: 'The real strategies, side by side on recorded markets',
  decides: [ID],
  run: runCatalogue,
};

async function runCatalogue(context: StageContext): Promise<StageResult> {
  const { recordedFolder, findings, kind, signal } = context;
  if (recordedFolder === undefined) {
    findings.skip(ID, 'there is no recorded market data beside the project');
    return { counts: {} };
  }
  const setups = readCatalogue();
  const tally = new StrategyTally();
  const figures: DayFigures[] = [];
  for (const day of RECORDED_DAYS[kind]) {
    if (signal.aborted || !hasTapes(findings, recordedFolder, day)) continue;
    const played = await playDay(context, day, { setups, recordedFolder, tally });
    findings.note(ID, `played, ${day.name}`, played.played);
    figures.push(played);
  }
  judgeStrategies(findings, setups, tally);
  return {
    counts: { ...sumOf(figures), ...countsOf(setups.map(({ strategy }) => tally.of(strategy.id))) },
    pnl: formatMoney(figures.reduce((total, { net }) => addMoney(total, net), ZERO_MONEY)),
  };
}

const SUMMED = ['inputs', 'orders', 'fills', 'round_trips', 'replayed_events'] as const;

/** All days together. */
const sumOf = (days: readonly DayFigures[]): Record<string, number> =>
  Object.fromEntries(SUMMED.map((name) => [name, days.reduce((sum, day) => sum + day[name], 0)]));

const countsOf = (all: readonly StrategyFigures[]) => ({
  strategies: all.length,
  strategies_signalling: all.filter(({ signals }) => signals > 0).length,
  strategies_trading: all.filter(({ fills }) => fills > 0).length,
  entry_signals: all.reduce((sum, { signals }) => sum + signals, 0),
  exit_signals: all.reduce((sum, { exitSignals }) => sum + exitSignals, 0),
});

function hasTapes(findings: Findings, recordedFolder: string, { tapes }: RecordedDay): boolean {
  const missing = tapes.filter(({ file }) => !existsSync(path.join(recordedFolder, file)));
  for (const { file } of missing) {
    findings.look(ID, false, () => ({
      where: path.basename(file),
      expected: 'a tape beside the others',
      found: 'none',
    }));
  }
  return missing.length === 0;
}
