'use client';

import { formatCount } from '../../format/ratio.ts';
import { describeNumbers } from '../../trpc/refusal.ts';
import { Chip } from '../../ui/chip.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { intervalText, judge, meanText } from './counterfactual-text.ts';
import styles from './learning.module.css';
import { useCounterfactual } from './use-learning.ts';

type Book = NonNullable<ReturnType<typeof useCounterfactual>['data']>;
type Estimate = Book['horizons'][number]['claude'];

const ROWS = [
  { of: 'claudeMinusRules', name: 'Claude − rules' },
  { of: 'claudeMinusNothing', name: 'Claude − nothing' },
  { of: 'rulesMinusNothing', name: 'Rules − nothing' },
] as const;
const LOOKS = { better: styles.better, worse: styles.worse, undecided: '' } as const;
const SIGNS = { better: '▲ ', worse: '▼ ', undecided: '' } as const;

/** A book without a case is evidence of nothing. */
const hasCases = ({ horizons }: Book): boolean => horizons.some(({ claude }) => claude.n > 0);

/** Is it worth its cost: Claude against the rules and against nothing, with the doubt that remains. */
export function CounterfactualPanel() {
  const book = useCounterfactual();
  return (
    <Panel
      title="Against rules and nothing"
      age=""
      bodyHeight={226}
      testId="counterfactual"
      tools={book.data && hasCases(book.data) ? <Label book={book.data} /> : null}
    >
      <QueryState query={book} what="The comparison" skeletonRows={6}>
        {(data) => (
          <>
            <div className={styles.wide}>
              <table className={styles.table} aria-label="Claude against the rules and nothing">
                <thead>
                  <tr>
                    <th scope="col">A decision, net of tokens</th>
                    {data.horizons.map(({ horizon, claude }) => (
                      <th key={horizon} scope="col">
                        after {horizon} · n {formatCount(claude.n)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {ROWS.map(({ of, name }) => (
                    <tr key={of}>
                      <th scope="row">{name}</th>
                      {data.horizons.map((horizon) => (
                        <td key={horizon.horizon}>
                          <EstimateText estimate={horizon[of]} />
                        </td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            <p className={styles.hint}>
              Means in quote currency; below each its {Math.round(data.level * 100)} % interval,
              drawn by whole stretches of the market.{' '}
              {data.why === null
                ? ''
                : `Proves nothing: ${data.why.code} (${describeNumbers(data.why.numbers)}).`}
            </p>
          </>
        )}
      </QueryState>
    </Panel>
  );
}

function Label({ book }: { readonly book: Book }) {
  const isEvidence = book.label === 'evidence';
  return (
    <Chip
      tone={isEvidence ? 'good' : 'held'}
      title={isEvidence ? 'After the end of the model’s knowledge' : (book.why?.code ?? '')}
    >
      {book.label}
    </Chip>
  );
}

function EstimateText({ estimate }: { readonly estimate: Estimate }) {
  const verdict = judge(estimate);
  return (
    <span
      className={`${styles.estimate} ${LOOKS[verdict] ?? ''}`}
      title={`${estimate.n} decisions in ${estimate.clusters} stretches`}
    >
      <span className="figure">
        {SIGNS[verdict]}
        {meanText(estimate)}
      </span>
      <span className={`figure ${styles.interval}`}>{intervalText(estimate)}</span>
    </span>
  );
}
