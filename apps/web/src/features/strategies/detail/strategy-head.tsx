'use client';

import type { StrategyRow } from '@quarterdeck/core/contract/console-state.schema';
import type { StrategyCard } from '@quarterdeck/core/contract/strategy-card.schema';
import Link from 'next/link';
import { Chip } from '../../../ui/chip.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { marketPath } from '../../../format/market-path.ts';
import { EntryExit } from '../entry-exit.tsx';
import { StrategySwitch } from '../strategy-switch.tsx';
import { timeframeText } from '../../../format/timeframe-text.ts';
import styles from './detail.module.css';

interface StrategyHeadProps {
  readonly card: StrategyCard;
  readonly live: StrategyRow | undefined;
}

/** What it is, in its own words, and how it is switched. */
export function StrategyHead({ card, live }: StrategyHeadProps) {
  return (
    <Panel title={card.title} count={card.id} testId="strategy-head" isPadded>
      <div className={styles.head}>
        <div className={styles.words}>
          {card.error ? (
            <p className={styles.failed} role="alert">
              Failed: {card.error}. It takes no part until this is put right and the engine started
              again; the others trade on.
            </p>
          ) : null}
          <p className={styles.rule}>{card.rule}</p>
          <ul className={styles.facts}>
            {card.variantOf ? (
              <li>
                variant of <Link href={`/strategies/${card.variantOf}`}>{card.variantOf}</Link>
              </li>
            ) : null}
            <li>
              bars{' '}
              {card.timeframesMs.length === 0
                ? 'none, quotes only'
                : card.timeframesMs.map(timeframeText).join(', ')}
            </li>
            <li>warm-up {card.warmupBars} bars</li>
            {card.symbols.map((symbol) => (
              <li key={symbol}>
                <Link href={`${marketPath(symbol)}?strategy=${card.id}`}>{symbol}</Link>
              </li>
            ))}
          </ul>
        </div>
        <div className={styles.switch}>
          {live ? (
            <>
              <StrategySwitch row={live} />
              <EntryExit row={live} />
            </>
          ) : (
            <Chip>waiting for the stream</Chip>
          )}
          <Link href="/ops">All switches on ops</Link>
        </div>
      </div>
    </Panel>
  );
}
