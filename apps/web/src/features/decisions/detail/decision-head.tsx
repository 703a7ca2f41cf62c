'use client';

import type { StoredDecision } from '@quarterdeck/core/contract/agent/decision-list.schema';
import Link from 'next/link';
import { formatChance } from '../../../format/chance.ts';
import { formatElapsed } from '../../../format/elapsed.ts';
import { marketPath } from '../../../format/market-path.ts';
import { countOf, formatCount } from '../../../format/ratio.ts';
import { formatShort } from '../../../format/short-figure.ts';
import { formatUsd } from '../../../format/usd.ts';
import { FigureStrip, type StripFigure } from '../../../ui/figure-strip.tsx';
import { Figure } from '../../../ui/figure.tsx';
import { Age, DateClock } from '../../../ui/moment.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Underscored } from '../../../ui/underscored.tsx';
import { OutcomeChip } from '../outcome-chip.tsx';
import { shortModel } from '../outcome-look.ts';
import { describeDecision } from './describe-decision.ts';
import styles from './detail.module.css';
import { sumTokens } from './sum-tokens.ts';

const NONE = <Figure>–</Figure>;

function figuresOf({ record, results }: StoredDecision): readonly StripFigure[] {
  const { probability, size, attempts, cost, orders, tsOrder, tsDecision } = record;
  const first = attempts[0];
  const last = attempts.at(-1);
  const tokens = sumTokens(attempts);
  const day = results.find((result) => result.kind === 'horizon' && result.horizon === '1d');
  return [
    {
      name: 'Stated',
      value: <Figure>{formatChance(probability.raw)}</Figure>,
      foot: record.decision === null ? 'nothing was stated' : `within ${record.decision.horizon}`,
    },
    {
      name: 'Calibrated',
      value: <Figure>{formatChance(probability.calibrated)}</Figure>,
      foot: probability.calibrated === null ? 'not used' : 'drives the size',
    },
    {
      name: 'Size',
      value: size === null ? NONE : <Figure>{formatShort(size.final)}</Figure>,
      foot: size === null ? 'nothing to size' : `${size.unit} of ${formatShort(size.requested)}`,
    },
    {
      name: 'Orders',
      value: <Figure>{orders.length}</Figure>,
      foot: tsOrder === null ? 'none sent' : `${formatElapsed(tsOrder - tsDecision)} later`,
    },
    {
      name: 'Answer took',
      value: first && last ? <Figure>{formatElapsed(last.tsEnded - first.tsSent)}</Figure> : NONE,
      foot: attempts.length === 0 ? 'nothing was asked' : countOf(attempts.length, 'attempt'),
    },
    {
      name: 'Tokens',
      value: <Figure>{formatCount(tokens.prompt + tokens.output)}</Figure>,
      foot: `${formatCount(tokens.output)} of them answer`,
    },
    {
      name: 'Cost',
      value: <Figure title={`${cost.total} US dollars`}>{formatUsd(cost.total)}</Figure>,
      foot: `prices of ${cost.priceTableVersion}`,
    },
    {
      name: 'After a day',
      value:
        day?.kind === 'horizon' ? (
          <Figure>{formatShort(Number(day.claude.net.toFixed(2)))}</Figure>
        ) : (
          NONE
        ),
      foot: day === undefined ? 'not come yet' : 'net, quote currency',
    },
  ];
}

/** The answer first, then why it was asked, then its figures. */
export function DecisionHead({ stored }: { readonly stored: StoredDecision }) {
  const { record } = stored;
  const { headline, detail } = describeDecision(record);
  const { gate, symbol, tsDecision, outcome, modelReturned, request } = record;
  const model = modelReturned ?? request?.model;
  return (
    <>
      <Panel
        title={symbol}
        count={record.decisionId}
        age={
          <>
            <DateClock ts={tsDecision} /> · <Age ts={tsDecision} /> ago
          </>
        }
        testId="decision-head"
        isPadded
      >
        <div className={styles.head}>
          <p className={styles.headline} data-testid="decision-verdict">
            {headline}
          </p>
          {detail === '' ? null : <p className={styles.detail}>{detail}</p>}
          <ul className={styles.tags}>
            <li>
              <OutcomeChip outcome={outcome} /> <code>{outcome}</code>
            </li>
            <li data-testid="gate-reason">
              Gate:{' '}
              <b>
                <Underscored text={gate.layer} />
              </b>
              {Object.entries(gate.numbers).map(([name, value]) => (
                <span key={name}>
                  {' '}
                  · {name}{' '}
                  <span className="figure">
                    {typeof value === 'number' ? formatShort(value) : value}
                  </span>
                </span>
              ))}
            </li>
            <li>{model === undefined ? 'No model was asked' : shortModel(model)}</li>
            <li>
              <Link href={marketPath(symbol)}>Chart of {symbol}</Link>
            </li>
          </ul>
        </div>
      </Panel>
      <FigureStrip label="Figures of the decision" figures={figuresOf(stored)} />
    </>
  );
}
