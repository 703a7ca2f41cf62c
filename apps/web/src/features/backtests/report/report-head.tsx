import type { BacktestReport } from '@quarterdeck/core/contract/backtest.schema';
import { spanText } from '../../../format/span-text.ts';
import { Panel } from '../../../ui/panel.tsx';
import { dataText, strategiesText } from '../runs/request-text.ts';
import { describeReport } from './report-verdict.ts';
import styles from './report.module.css';

const LOOKS = { gain: styles.gain, loss: styles.loss, flat: '' } as const;
const ARROWS = { gain: '▲ ', loss: '▼ ', flat: '' } as const;

/** The answer first, then what stands against believing it. */
export function ReportHead({ report }: { readonly report: BacktestReport }) {
  const { tone, headline, detail } = describeReport(report);
  const failed = report.strategies.filter((each) => each.error !== null);
  return (
    <Panel
      title={strategiesText(report.request)}
      count={`${dataText(report.request)} · ${spanText(report.span.tsFrom, report.span.tsLast)}`}
      age=""
      testId="report-head"
      isPadded
    >
      <div className={styles.head}>
        <p className={`${styles.headline} ${LOOKS[tone] ?? ''}`} data-testid="report-verdict">
          {ARROWS[tone]}
          {headline}
        </p>
        <p className={styles.detail}>{detail}</p>
        {failed.map(({ id, error }) => (
          <p key={id} className={styles.failed}>
            {id} failed and took no part: {error}
          </p>
        ))}
        {report.warnings.length > 0 ? (
          <ul className={styles.warnings} aria-label="Before believing it">
            {report.warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        ) : null}
      </div>
    </Panel>
  );
}
