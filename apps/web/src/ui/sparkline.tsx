/** A line too small to read values from; the figure beside it is the value. */
export function Sparkline({ values }: { readonly values: readonly number[] }) {
  const width = 64;
  const height = 18;
  if (values.length < 2) return <svg width={width} height={height} aria-hidden />;
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const points = values.map((value, at) => {
    const x = (at / (values.length - 1)) * (width - 2) + 1;
    const y = height - 2 - ((value - low) / span) * (height - 4);
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      aria-hidden
    >
      <polyline
        points={points.join(' ')}
        fill="none"
        stroke="var(--ink-3)"
        strokeWidth={1.25}
        strokeLinejoin="round"
      />
    </svg>
  );
}
