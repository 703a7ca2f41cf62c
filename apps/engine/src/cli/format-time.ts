/** UTC with milliseconds: an operator compares it with the venue's. */
export function formatTime(ts: number): string {
  return new Date(ts).toISOString();
}
