'use client';

import type { BacktestCosts } from '@quarterdeck/core/contract/backtest.schema';
import { Field } from '../../../ui/field.tsx';
import type { BacktestDraft } from './backtest-draft.ts';
import styles from './form.module.css';

const COSTS: readonly { readonly name: keyof BacktestCosts; readonly label: string }[] = [
  { name: 'taker_fee_bps', label: 'Taker fee, bps' },
  { name: 'maker_fee_bps', label: 'Maker fee, bps' },
  { name: 'spread_bps', label: 'Spread, bps' },
  { name: 'slippage_bps', label: 'Slippage, bps' },
  { name: 'latency_ms', label: 'Latency, ms' },
  { name: 'latency_jitter_ms', label: 'Jitter, ms' },
];

interface CostsFieldsProps {
  readonly costs: BacktestDraft['costs'];
  readonly wrong: Readonly<Record<string, string>>;
  readonly onChange: (costs: BacktestDraft['costs']) => void;
}

/** What the market is assumed to take; stored with the report. */
export function CostsFields({ costs, wrong, onChange }: CostsFieldsProps) {
  return (
    <>
      {COSTS.map(({ name, label }) => (
        <div key={name} className={styles.cell}>
          <Field
            label={label}
            value={costs[name]}
            onText={(text) => onChange({ ...costs, [name]: text })}
            wrong={wrong[name]}
            inputMode="decimal"
          />
        </div>
      ))}
    </>
  );
}
