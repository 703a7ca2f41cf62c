import type {
  BacktestCosts,
  BacktestReport,
  BacktestRequest,
} from '@quarterdeck/core/contract/backtest.schema';
import type { ReactNode } from 'react';
import { formatMoney } from '../../../format/money.ts';
import { formatCount } from '../../../format/ratio.ts';
import { dayText, lengthText } from '../../../format/span-text.ts';
import { Panel } from '../../../ui/panel.tsx';
import { paramText } from '../../../format/param-text.ts';
import { askedSpanText, shortName } from '../runs/request-text.ts';
import styles from './report.module.css';

type Fact = readonly [name: string, value: ReactNode];

function readText({ span }: BacktestReport): string {
  const kinds = [
    [span.bars, 'bars'],
    [span.quotes, 'quotes'],
    [span.trades, 'trades'],
  ] as const;
  return kinds
    .filter(([count]) => count > 0)
    .map(([count, name]) => `${formatCount(count)} ${name}`)
    .join(', ');
}

function gapsText({ span }: BacktestReport): string {
  const [longest] = span.gaps;
  if (!longest) return 'none inside opening hours';
  const length = lengthText(longest.tsTo - longest.tsFrom);
  return `${span.gaps.length}, longest ${length} in ${longest.symbol} on ${dayText(longest.tsFrom)}`;
}

function overridesText({ request }: BacktestReport): string {
  const lines = Object.entries(request.params).flatMap(([id, params]) =>
    Object.entries(params).map(([name, value]) => `${id}.${name} = ${paramText(value)}`),
  );
  return lines.length === 0 ? 'none: those in effect' : lines.join(', ');
}

const latencyText = ({ latency_ms, latency_jitter_ms }: BacktestCosts): string =>
  latency_jitter_ms > 0
    ? `${latency_ms} ms and up to ${latency_jitter_ms} ms more, one way`
    : `${latency_ms} ms, one way`;

const fundingText = ({ funding }: BacktestRequest): string =>
  funding.length === 0 ? 'none was charged' : funding.map(shortName).join(', ');

function factsOf(report: BacktestReport): readonly Fact[] {
  const { request, totals, currency } = report;
  const { costs } = request;
  return [
    ['Read', readText(report)],
    ['Span asked for', askedSpanText(request)],
    ['Gaps', gapsText(report)],
    ['Starting balance', `${formatMoney(totals.starting)} ${currency}`],
    ['Fees', `taker ${costs.taker_fee_bps} bps, maker ${costs.maker_fee_bps} bps`],
    ['Spread and slippage', `${costs.spread_bps} bps and ${costs.slippage_bps} bps`],
    ['Latency', latencyText(costs)],
    ['Funding', fundingText(request)],
    ['Limits', request.limits === 'open' ? 'wide open' : 'those of the desk'],
    ['Parameters that differ', overridesText(report)],
    ['Seed', request.seed],
    ['Version', report.version],
  ];
}

/** What the figures rest on. */
export function ReportAssumptions({ report }: { readonly report: BacktestReport }) {
  return (
    <Panel title="What it rests on" age="" isPadded>
      <dl className={styles.facts}>
        {factsOf(report).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {report.denialsByCode.length > 0 ? (
        <p className={styles.denials}>
          Refused:{' '}
          {report.denialsByCode
            .map(({ code, count }) => `${code} ×${formatCount(count)}`)
            .join(', ')}
        </p>
      ) : null}
    </Panel>
  );
}
