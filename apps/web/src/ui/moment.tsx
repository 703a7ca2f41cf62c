'use client';

import { formatAge } from '../format/age.ts';
import { formatDay, formatFullTime, formatTime } from '../format/clock-time.ts';
import { useEngineNow, useStreamAge } from '../trpc/use-engine-now.ts';
import styles from './figure.module.css';
import { usePreferences } from './preferences.ts';

/** Time of day in the chosen zone; date and milliseconds on hover. */
export function Clock({ ts }: { readonly ts: number }) {
  const { zone } = usePreferences();
  return (
    <time className="figure" title={formatFullTime(ts, zone)} suppressHydrationWarning>
      {formatTime(ts, zone)}
    </time>
  );
}

/** Month, day and minute in the chosen zone: for what is not of today. */
export function DateClock({ ts }: { readonly ts: number }) {
  const { zone } = usePreferences();
  return (
    <time className="figure" title={formatFullTime(ts, zone)} suppressHydrationWarning>
      {formatDay(ts, zone)} {formatTime(ts, zone).slice(0, 5)}
    </time>
  );
}

/** How long ago by the engine's clock. */
export function Age({ ts, staleAfterMs }: { readonly ts: number; readonly staleAfterMs?: number }) {
  const now = useEngineNow();
  const { zone } = usePreferences();
  if (now === undefined) return <span className="figure">–</span>;
  const isStale = staleAfterMs !== undefined && now - ts > staleAfterMs;
  return (
    <span className={`figure ${isStale ? styles.stale : ''}`} title={formatFullTime(ts, zone)}>
      {formatAge(now - ts)}
    </span>
  );
}

/** Age of what the stream brought last; amber from the first missed heartbeat. */
export function StreamAge() {
  const age = useStreamAge();
  if (age === undefined) return null;
  return (
    <span
      className={`figure ${styles.age} ${age > 1_600 ? styles.stale : ''}`}
      title="Age of the data"
    >
      {formatAge(age)}
    </span>
  );
}
