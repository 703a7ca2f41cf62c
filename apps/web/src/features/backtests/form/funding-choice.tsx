'use client';

import { shortName } from '../runs/request-text.ts';
import { useFundingSources } from '../use-backtests.ts';
import { CheckList } from './check-list.tsx';
import styles from './form.module.css';

interface FundingChoiceProps {
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

const ROW_HEIGHT = 44;
const MOST_ROWS = 3;

/** Rates that open positions pay or are paid; without a file nobody pays. */
export function FundingChoice({ chosen, onChange }: FundingChoiceProps) {
  const sources = useFundingSources();
  if (sources.data === undefined || sources.data.length === 0) {
    return (
      <p className={sources.isError ? styles.wrong : styles.dim}>
        {sources.isError
          ? 'Funding: the list of files did not arrive; asking again by itself. Runs go without.'
          : 'Funding: none. Files with the header ts_ms,rate in the tapes folder are offered here.'}
      </p>
    );
  }
  return (
    <CheckList
      label="Funding"
      height={Math.min(sources.data.length, MOST_ROWS) * ROW_HEIGHT}
      chosen={chosen}
      onChange={onChange}
      options={sources.data.map(({ name, symbol }) => ({
        value: name,
        text: symbol,
        about: shortName(name),
      }))}
    />
  );
}
