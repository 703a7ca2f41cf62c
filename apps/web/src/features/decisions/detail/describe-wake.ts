import type { DecisionRecord } from '@quarterdeck/core/contract/agent/decision-record.schema';
import { formatShort } from '../../../format/short-figure.ts';
import { formatAge } from '../../../format/age.ts';
import { timeframeText } from '../../../format/timeframe-text.ts';

type Wake = NonNullable<DecisionRecord['decision']>['wake'][number];

/** What should bring the next question sooner, in words. */
export function describeWake(wake: Wake): string {
  switch (wake.kind) {
    case 'price_cross':
      return `price ${wake.side} ${formatShort(wake.level)}`;
    case 'percent_move':
      return `a move of ${wake.percent} %`;
    case 'z_score':
      return `${wake.of} beyond ${wake.threshold} deviations`;
    case 'funding_over':
      return `funding over ${wake.rate_bps} bps`;
    case 'open_interest_change':
      return `open interest by ${wake.percent} %`;
    case 'candle_close':
      return `a closed ${timeframeText(wake.timeframe_ms)} bar`;
    case 'time':
      return `${formatAge(wake.in_s * 1_000)} passed`;
  }
}
