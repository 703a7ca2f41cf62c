/** Told apart by dash as well as by colour. */
const LOOKS = [
  { color: 'var(--series-1)', dash: '0' },
  { color: 'var(--series-2)', dash: '6 3' },
  { color: 'var(--series-3)', dash: '2 2' },
  { color: 'var(--series-4)', dash: '8 3 2 3' },
  { color: 'var(--series-5)', dash: '12 4' },
  { color: 'var(--series-6)', dash: '4 4' },
] as const;

export function lookOf(index: number): (typeof LOOKS)[number] {
  return LOOKS[index % LOOKS.length] ?? LOOKS[0];
}
