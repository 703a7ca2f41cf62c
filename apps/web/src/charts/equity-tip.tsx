import type { EquityPoint } from '@quarterdeck/core/contract/console-state.schema';
import type { TimeZoneChoice } from '../format/clock-time.ts';
import { formatMoney } from '../format/money.ts';
import { ChartTip } from './chart-tip.tsx';
import { amountsOf, type EquityView } from './equity-series.ts';

interface EquityTipProps {
  readonly point: EquityPoint | undefined;
  readonly view: EquityView;
  readonly zone: TimeZoneChoice;
}

/** The values under the crosshair, from the exact texts. */
export function EquityTip({ point, view, zone }: EquityTipProps) {
  if (!point) return null;
  const lines = Object.entries(amountsOf(point, view)).map(([name, amount], at) => ({
    name,
    at,
    text: formatMoney(amount, view === 'equity' ? {} : { sign: 'always' }),
  }));
  return <ChartTip ts={point.ts} zone={zone} lines={lines} />;
}
