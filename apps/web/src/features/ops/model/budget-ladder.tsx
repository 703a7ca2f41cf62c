'use client';

import type { AgentStatus } from '@quarterdeck/core/contract/agent/agent-status.schema';
import { shareOf } from '../../../format/ratio.ts';
import { formatUsd } from '../../../format/usd.ts';
import { UsageBar } from '../../../ui/usage-bar.tsx';
import styles from './model.module.css';

type Budget = AgentStatus['budget'];

const STEP_WORDS: Readonly<Record<string, string>> = {
  normal: 'best model',
  cheaper: 'cheaper model',
  wider_gate: 'wider gate',
  rules_only: 'rules only, until 00:00 UTC',
};

/** What the day has cost, and the steps down as it goes. */
export function BudgetLadder({ budget }: { readonly budget: Budget }) {
  const { spent, reserved, limit, steps, step } = budget;
  const share = shareOf(spent, limit);
  return (
    <div className={styles.budget}>
      <p className={styles.spent}>
        <span>
          <span className="figure" title={`${spent} US dollars`} data-testid="budget-spent">
            {formatUsd(spent)}
          </span>{' '}
          of <span className="figure">{formatUsd(limit)}</span> today
        </span>
        <span className={styles.why}>
          {Number(reserved) > 0 ? `${formatUsd(reserved)} held for open questions` : 'UTC day'}
        </span>
      </p>
      <UsageBar label="Budget of the day" share={share} />
      <ol className={styles.steps}>
        {steps.map((each, at) => (
          <li
            key={`${each.mode}-${each.fromPct}`}
            className={at === step ? styles.here : ''}
            aria-current={at === step ? 'step' : undefined}
          >
            <span className="figure">{each.fromPct} %</span>
            <span>{STEP_WORDS[each.mode] ?? each.mode}</span>
            <span className={styles.why}>{each.model ?? ''}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
