import type { BacktestSummary } from '@quarterdeck/core/contract/backtest-run.schema';
import type { Proposal } from '@quarterdeck/core/contract/strategy-card.schema';
import { formatCount, formatPct } from '../../../format/ratio.ts';
import { formatRatio } from '../../../format/signed-pct.ts';
import { ReturnPct } from '../../../ui/return-pct.tsx';
import styles from './proposals.module.css';

/** The same figures of three runs: what the search saw, what it did not see, what is in effect now. */
export function EvidenceTable({ proposal }: { readonly proposal: Proposal }) {
  return (
    <table className={styles.table} aria-label="Evidence">
      <thead>
        <tr>
          <th scope="col">Run</th>
          <th scope="col">Return</th>
          <th scope="col">Trades</th>
          <th scope="col">Win</th>
          <th scope="col">Factor</th>
          <th scope="col">Sharpe</th>
          <th scope="col">Fall</th>
        </tr>
      </thead>
      <tbody>
        <Evidence name="in sample" summary={proposal.inSample} />
        <Evidence name="out of sample" summary={proposal.outOfSample} />
        <Evidence name="in effect now" summary={proposal.current} />
      </tbody>
    </table>
  );
}

interface EvidenceProps {
  readonly name: string;
  readonly summary: BacktestSummary | null;
}

function Evidence({ name, summary }: EvidenceProps) {
  if (!summary) {
    return (
      <tr>
        <th scope="row">{name}</th>
        <td colSpan={6} className={styles.dim}>
          was not run
        </td>
      </tr>
    );
  }
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        <ReturnPct value={summary.returnPct} />
      </td>
      <td className="figure">{formatCount(summary.trades)}</td>
      <td className="figure">{formatPct(summary.winRatePct, 0)}</td>
      <td className="figure">{formatRatio(summary.profitFactor)}</td>
      <td className="figure">{formatRatio(summary.sharpe)}</td>
      <td className="figure">{formatPct(summary.maxDrawdownPct)}</td>
    </tr>
  );
}
