import type { ChartMarker } from '@quarterdeck/core/contract/market-chart.schema';
import { Pnl } from '../../ui/money.tsx';
import styles from './candle-chart.module.css';

interface MarkerTipProps {
  readonly markers: readonly ChartMarker[];
  readonly x: number;
  readonly y: number;
}

const MOST = 5;

/** Why it was entered, why it was left: beside the crosshair, on the side that has room. */
export function MarkerTip({ markers, x, y }: MarkerTipProps) {
  const place = { left: x, top: y };
  return (
    <div className={`${styles.tip} ${x > 380 ? styles.left : styles.right}`} style={place}>
      {markers.slice(0, MOST).map((marker) => (
        <div key={`${marker.positionId} ${marker.kind} ${marker.ts}`}>
          <b>
            {marker.kind} {marker.side}
          </b>{' '}
          <span className={styles.dim}>{marker.strategyId}</span>{' '}
          {marker.net === null ? null : <Pnl value={marker.net} />}
          <p>{marker.text}</p>
        </div>
      ))}
      {markers.length > MOST ? (
        <span className={styles.dim}>and {markers.length - MOST} more in this bar</span>
      ) : null}
    </div>
  );
}
