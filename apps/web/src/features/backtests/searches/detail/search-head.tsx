import type { SearchRun } from '@quarterdeck/core/contract/search.schema';
import { countOf, formatCount, formatPct, formatShare } from '../../../../format/ratio.ts';
import { formatRatio } from '../../../../format/signed-pct.ts';
import { FigureStrip, type StripFigure } from '../../../../ui/figure-strip.tsx';
import { Figure } from '../../../../ui/figure.tsx';
import { Panel } from '../../../../ui/panel.tsx';
import { ProgressBar } from '../../../../ui/progress-bar.tsx';
import { dataText } from '../../runs/request-text.ts';
import { objectiveText, scoreText, spaceText, strategyOf } from '../search-text.ts';
import styles from './detail.module.css';

/** The verdict first: without it every other figure of a search misleads. */
export function SearchHead({ run }: { readonly run: SearchRun }) {
  const { request } = run;
  return (
    <>
      <Panel
        title={strategyOf(run)}
        count={`${dataText(request.base)} · ${request.method} by ${objectiveText(request)}`}
        age=""
        isPadded
        testId="search-head"
      >
        <div className={styles.head}>
          <VerdictView run={run} />
          <p className={styles.space}>
            Searched <span className="figure">{spaceText(request).replaceAll(',', ', ')}</span>
          </p>
        </div>
      </Panel>
      <FigureStrip label="Figures of the search" figures={figuresOf(run)} />
    </>
  );
}

function VerdictView({ run }: { readonly run: SearchRun }) {
  const { state, verdict, trialsDone, trialsPlanned, id, error } = run;
  if (verdict?.isLikelyNoise) {
    return (
      <div className={styles.noise} role="note" data-testid="search-noise">
        <b>⚠ Likely noise</b>
        <span>{verdict.text}</span>
      </div>
    );
  }
  if (verdict) return <p data-testid="search-verdict">{verdict.text}</p>;
  if (state === 'failed') return <p className={styles.failed}>The search failed: {error}</p>;
  return (
    <div className={styles.unjudged}>
      <p>
        {state === 'stopped' ? (
          <>
            Stopped before its end, and so not judged.{' '}
            <code>npx quarterdeck search --resume {id}</code> goes on with it.
          </>
        ) : (
          'Not judged yet: how much of the best is luck is known when all trials have ended.'
        )}
      </p>
      <ProgressBar label="Trials ended" share={trialsDone / Math.max(1, trialsPlanned)} />
    </div>
  );
}

function figuresOf(run: SearchRun): readonly StripFigure[] {
  const { request, best, verdict, trialsDone, trialsPlanned } = run;
  const share = request.out_of_sample_share;
  return [
    {
      name: 'Trials',
      value: <Figure>{formatCount(trialsDone)}</Figure>,
      foot: `of ${formatCount(trialsPlanned)} asked for`,
    },
    {
      name: 'Kept back',
      value: <Figure>{formatPct(share * 100, 0)}</Figure>,
      foot: share === 0 ? 'nothing is unseen' : 'last part of the data',
    },
    {
      name: 'Best in sample',
      value: <Figure>{scoreText(best?.score, request)}</Figure>,
      foot: best ? `${objectiveText(request)}, trial ${best.number}` : 'no trial has a score',
    },
    {
      name: 'Out of sample',
      value: <Figure>{scoreText(best?.outOfSampleScore, request)}</Figure>,
      foot: best?.outOfSample ? countOf(best.outOfSample.trades, 'trade') : 'was not run there',
    },
    {
      name: 'Luck would show',
      value: <Figure>{formatRatio(verdict?.expectedBestOfNoise ?? null)}</Figure>,
      foot: 'Sharpe, best of as many',
    },
    {
      name: 'Deflated Sharpe',
      value: <Figure>{formatShare(verdict?.deflatedSharpe ?? null)}</Figure>,
      foot: 'asked for: 95.0 %',
    },
  ];
}
