'use client';

import type { LearningView } from '@quarterdeck/core/contract/agent/learning-view.schema';
import { formatChance } from '../../format/chance.ts';
import { countOf } from '../../format/ratio.ts';
import { Age } from '../../ui/moment.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Panel, PanelNote } from '../../ui/panel.tsx';
import styles from './learning.module.css';

type Scope = LearningView['scopes'][number];
type Arm = Scope['arms'][number];

/** How far each signal has earned trust, over all and by regime: mean and 90 % interval. */
export function PosteriorsPanel({ view }: { readonly view: LearningView }) {
  return (
    <Panel
      title="Signals"
      count="chance that a trade leaning on it wins, 0 to 1; line: 90 %, dashed: even"
      age={
        <>
          computed <Age ts={view.ts} /> ago
        </>
      }
      testId="posteriors"
    >
      {view.scopes.length === 0 ? (
        <PanelNote
          what="Nothing learned yet"
          why="Signals are weighed by closed trades that the model decided; until then each counts the same."
        />
      ) : (
        <div className={styles.scopes}>
          {view.scopes.map((scope) => (
            <ScopeCard key={scope.regime} scope={scope} isCurrent={scope.regime === view.regime} />
          ))}
        </div>
      )}
    </Panel>
  );
}

const nameOf = (regime: string): string =>
  regime === 'all' ? 'All regimes' : regime.replace('|', ' · ');

function ScopeCard({ scope, isCurrent }: { readonly scope: Scope; readonly isCurrent: boolean }) {
  const { regime, trades, tsUpdated, arms } = scope;
  return (
    <section className={styles.scope} data-testid={`scope-${regime}`}>
      <h3>
        {nameOf(regime)} {isCurrent ? <Chip tone="accent">now</Chip> : null}
        <span className={styles.dim}>
          {countOf(trades, 'trade')}
          {trades > 0 ? (
            <>
              , <Age ts={tsUpdated} /> ago
            </>
          ) : null}
        </span>
      </h3>
      <ul>
        {arms.map((arm) => (
          <ArmRow key={arm.signal} arm={arm} />
        ))}
      </ul>
    </section>
  );
}

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;

function ArmRow({ arm }: { readonly arm: Arm }) {
  const { signal, mean, low, high, alpha, beta } = arm;
  return (
    <li title={`Beta(${alpha.toFixed(2)}, ${beta.toFixed(2)})`}>
      <span>{signal}</span>
      <span className={styles.range} aria-hidden>
        <span className={styles.even} />
        <span className={styles.span} style={{ left: percent(low), width: percent(high - low) }} />
        <span className={styles.mean} style={{ left: percent(mean) }} />
      </span>
      <span className="figure">{formatChance(mean)}</span>
      <span className={`figure ${styles.dim}`}>
        {low.toFixed(2)}–{high.toFixed(2)}
      </span>
    </li>
  );
}
