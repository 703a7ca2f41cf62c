'use client';

import { timeframeText } from '../../format/timeframe-text.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import styles from './market.module.css';

interface MarketToolsProps {
  readonly symbol: string;
  readonly symbols: readonly string[];
  readonly onSymbol: (symbol: string) => void;
  readonly timeframesMs: readonly number[];
  readonly timeframeMs: number;
  readonly onTimeframe: (timeframeMs: number) => void;
  readonly strategies: readonly string[];
  readonly strategyId: string;
  readonly onStrategy: (strategyId: string) => void;
}

/** Which market, in bars of what length, with whose eyes. */
export function MarketTools(props: MarketToolsProps) {
  const { symbol, symbols, timeframesMs, timeframeMs, strategies, strategyId } = props;
  return (
    <div className={styles.tools}>
      <div className={styles.symbol}>
        <SelectField
          label="Market"
          isBare
          testId="market-symbol"
          options={symbols.map((each) => ({ value: each, label: each }))}
          value={symbol}
          onChange={props.onSymbol}
        />
      </div>
      {timeframesMs.length === 0 ? null : (
        <Segmented
          label="Length of a bar"
          options={timeframesMs.map((each) => ({
            value: String(each),
            label: timeframeText(each),
          }))}
          value={String(timeframeMs)}
          onChange={(value) => props.onTimeframe(Number(value))}
        />
      )}
      <div className={styles.strategy}>
        <SelectField
          label="Indicators of"
          isBare
          testId="market-strategy"
          options={[
            { value: '', label: 'All markers, no indicators' },
            ...strategies.map((each) => ({ value: each, label: each })),
          ]}
          value={strategyId}
          onChange={props.onStrategy}
        />
      </div>
    </div>
  );
}
