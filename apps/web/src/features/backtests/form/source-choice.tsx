'use client';

import type { DataSource } from '@quarterdeck/core/contract/backtest-run.schema';
import { formatCount } from '../../../format/ratio.ts';
import { dayText, lengthText } from '../../../format/span-text.ts';
import { timeframeText } from '../../../format/timeframe-text.ts';
import { PanelNote, PanelSkeleton } from '../../../ui/panel.tsx';
import { shortName } from '../runs/request-text.ts';
import { useDataSources } from '../use-backtests.ts';
import { CheckList } from './check-list.tsx';
import styles from './form.module.css';

interface SourceChoiceProps {
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
  readonly wrong: string | undefined;
}

const HEIGHT = 150;

/** A tape that no run has read yet says no more than its name does: no rows, perhaps no span. */
const extentOf = ({ rows, tsFirst, tsLast }: DataSource): string =>
  [
    rows === 0 ? 'not read yet' : formatCount(rows),
    ...(tsFirst > 0 ? [lengthText(tsLast - tsFirst)] : []),
  ].join(' · ');

const kindOf = ({ symbol, kind, timeframeMs }: DataSource): string =>
  timeframeMs === null ? `${symbol} ${kind}` : `${symbol} ${timeframeText(timeframeMs)} ${kind}`;

/** Series of the history store and tapes of the data folder, with what each covers. */
export function SourceChoice({ chosen, onChange, wrong }: SourceChoiceProps) {
  const sources = useDataSources();
  if (sources.data === undefined) {
    return (
      <div className={styles.waiting}>
        {sources.isError ? (
          <PanelNote
            isError
            what="The list of data did not arrive"
            why="Asking again by itself every 30 s; what is filled in stays."
          />
        ) : (
          <PanelSkeleton rows={6} />
        )}
      </div>
    );
  }
  if (sources.data.length === 0) {
    return (
      <div className={styles.waiting}>
        <PanelNote
          what="No data yet"
          why="Put candle, trade or quote files into the tapes folder of the data folder, or run npx quarterdeck history import FILE."
        />
      </div>
    );
  }
  return (
    <CheckList
      label="Data"
      height={HEIGHT}
      chosen={chosen}
      onChange={onChange}
      wrong={wrong}
      options={sources.data.map((source) => ({
        value: source.name,
        text: kindOf(source),
        beside: extentOf(source),
        about: shortName(source.name),
      }))}
    />
  );
}

/** First and last day that any of the chosen data covers, for the span's hint. */
export function coverOf(sources: readonly DataSource[], chosen: readonly string[]) {
  const picked = sources.filter((each) => chosen.includes(each.name) && each.tsFirst > 0);
  if (picked.length === 0) return undefined;
  return {
    from: dayText(Math.min(...picked.map((each) => each.tsFirst))),
    to: dayText(Math.max(...picked.map((each) => each.tsLast))),
  };
}
