'use client';

import type { SearchDetail } from '@quarterdeck/core/contract/search-detail.schema';
import type { SearchTrial } from '@quarterdeck/core/contract/search.schema';
import type { StrategyCard } from '@quarterdeck/core/contract/strategy-card.schema';
import { isSameValue, paramText } from '../../../../format/param-text.ts';
import { formatCount, formatPct } from '../../../../format/ratio.ts';
import { formatRatio } from '../../../../format/signed-pct.ts';
import { useStrategyCards } from '../../../../trpc/use-strategy-cards.ts';
import { Figure } from '../../../../ui/figure.tsx';
import { Panel, PanelNote } from '../../../../ui/panel.tsx';
import { ReturnPct } from '../../../../ui/return-pct.tsx';
import { scoreText, strategyOf } from '../search-text.ts';
import styles from './detail.module.css';
import { ProposeSet } from './propose-set.tsx';

interface ChosenSetProps {
  readonly detail: SearchDetail;
  readonly trial: SearchTrial | undefined;
  readonly isStale: boolean;
}

/** One set of parameters: what it would change, what it made on both parts, and the way to a proposal. */
export function ChosenSet({ detail, trial, isStale }: ChosenSetProps) {
  const strategyId = strategyOf(detail.run);
  const card = useStrategyCards().data?.find(({ id }) => id === strategyId);
  if (trial === undefined) {
    return (
      <Panel title="Chosen set" bodyHeight={320} age="" testId="chosen-set">
        <PanelNote
          what="No set to choose"
          why="No trial has a score yet. Choose any row of the trials to look at it."
        />
      </Panel>
    );
  }
  return (
    <Panel title="Chosen set" count={`trial ${trial.number}`} age="" isPadded testId="chosen-set">
      <div className={styles.set}>
        <ValuesTable trial={trial} card={card} />
        <PartsTable detail={detail} trial={trial} />
        <ProposeSet detail={detail} trial={trial} isStale={isStale} />
      </div>
    </Panel>
  );
}

interface ValuesTableProps {
  readonly trial: SearchTrial;
  readonly card: StrategyCard | undefined;
}

/** Six digits for the eye; the exact value on hover. */
function Value({ of }: { readonly of: unknown }) {
  const shown = typeof of === 'number' ? String(Number(of.toPrecision(6))) : paramText(of);
  return <Figure title={paramText(of)}>{shown}</Figure>;
}

/** The searched parameters as they are and as they would be; the same on both sides is dimmed. */
function ValuesTable({ trial, card }: ValuesTableProps) {
  return (
    <table className={styles.parts} aria-label="Values of the set">
      <thead>
        <tr>
          <th scope="col" />
          <th scope="col">{card ? 'In effect' : 'Not on this desk'}</th>
          <th scope="col">This set</th>
        </tr>
      </thead>
      <tbody>
        {Object.entries(trial.params).map(([name, value]) => {
          const now = card?.params.find((row) => row.name === name)?.value;
          return (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className={styles.dim}>
                <Value of={now} />
              </td>
              <td className={isSameValue(now, value) ? styles.dim : styles.other}>
                <Value of={value} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

type Summary = NonNullable<SearchTrial['inSample']>;

const FIGURES: readonly (readonly [string, (summary: Summary) => React.ReactNode])[] = [
  ['Return', ({ returnPct }) => <ReturnPct value={returnPct} />],
  ['Trades', ({ trades }) => formatCount(trades)],
  ['Win', ({ winRatePct }) => formatPct(winRatePct, 0)],
  ['Factor', ({ profitFactor }) => formatRatio(profitFactor)],
  ['Sharpe', ({ sharpe }) => formatRatio(sharpe)],
  ['Fall', ({ maxDrawdownPct }) => formatPct(maxDrawdownPct, 2)],
];

function PartsTable({
  detail,
  trial,
}: Omit<ChosenSetProps, 'isStale' | 'trial'> & { trial: SearchTrial }) {
  const { request } = detail.run;
  const { inSample, outOfSample } = trial;
  return (
    <table className={styles.parts} aria-label="Both parts of the data">
      <thead>
        <tr>
          <th scope="col" />
          <th scope="col">In sample</th>
          <th scope="col">Out of sample</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">Score</th>
          <td className="figure">{scoreText(trial.score, request)}</td>
          <td className="figure">{scoreText(trial.outOfSampleScore, request)}</td>
        </tr>
        {FIGURES.map(([name, of]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className="figure">{inSample ? of(inSample) : '–'}</td>
            <td className="figure">{outOfSample ? of(outOfSample) : '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
