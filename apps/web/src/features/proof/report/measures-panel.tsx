import type { ProofMeasure } from '@quarterdeck/core/contract/proof/proof-report.schema';
import { Chip } from '../../../ui/chip.tsx';
import { Panel, PanelNote } from '../../../ui/panel.tsx';
import styles from '../proof.module.css';
import { conditionText, figureText, sourceFigure } from '../proof-text.ts';

/** Each measure beside what it is to reach and what the source system came to. */
export function MeasuresPanel({ measures }: { readonly measures: readonly ProofMeasure[] }) {
  return (
    <Panel title="Measures" age="" testId="proof-measures">
      {measures.length === 0 ? (
        <PanelNote what="Nothing was measured" why="This kind of run has no measures of its own." />
      ) : (
        <div className={styles.wide}>
          <table className={styles.table} aria-label="Measures">
            <thead>
              <tr>
                <th scope="col">Measure</th>
                <th scope="col" className={styles.end}>
                  Here
                </th>
                <th scope="col" className={styles.end}>
                  To reach
                </th>
                <th scope="col" className={styles.end}>
                  Source system
                </th>
              </tr>
            </thead>
            <tbody>
              {measures.map((measure) => (
                <MeasureRow key={measure.name} measure={measure} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

function MeasureRow({ measure }: { readonly measure: ProofMeasure }) {
  const { name, value, unit, holds, reason } = measure;
  return (
    <tr>
      <td>
        <span title={name}>{conditionText(name)}</span>
        {holds === false ? (
          <>
            {' '}
            <Chip tone="broken">✗ missed</Chip>
          </>
        ) : null}
        {reason === undefined ? null : <p className={styles.dim}>{reason}</p>}
      </td>
      <td className={`figure ${styles.end}`} title={value === null ? undefined : String(value)}>
        {value === null ? '–' : `${figureText(value)} ${unit}`}
      </td>
      <td className={`figure ${styles.end}`}>{reachText(measure)}</td>
      <td className={`figure ${styles.end} ${styles.source}`}>{sourceFigure(name) ?? '–'}</td>
    </tr>
  );
}

const SIGNS = { at_most: '≤', at_least: '≥' } as const;

function reachText({ reach, direction, holds }: ProofMeasure): string {
  if (reach === null || direction === null) return 'no reach';
  return `${holds === true ? '✓ ' : ''}${SIGNS[direction]} ${figureText(reach)}`;
}
