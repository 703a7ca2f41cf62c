import { lookOf } from './series-look.ts';

/** The line of a series as the chart draws it, colour and dash. */
export function SeriesSwatch({ at }: { readonly at: number }) {
  const { color, dash } = lookOf(at);
  return (
    <svg width="18" height="6" aria-hidden style={{ flex: 'none' }}>
      <line x1="0" y1="3" x2="18" y2="3" stroke={color} strokeDasharray={dash} strokeWidth="2" />
    </svg>
  );
}
