const DAY = 86_400_000;

/** `2024-08-01`, in UTC: data is cut by UTC days whatever zone its reader sits in. */
export const dayText = (ts: number): string => new Date(ts).toISOString().slice(0, 10);

/** How long, as it is said: "31 days", "6.5 h", "40 min". */
export function lengthText(lengthMs: number): string {
  if (lengthMs >= 2 * DAY) return `${Math.round(lengthMs / DAY)} days`;
  if (lengthMs >= 3_600_000) return `${(lengthMs / 3_600_000).toFixed(1)} h`;
  return `${Math.round(lengthMs / 60_000)} min`;
}

/** First and last day with the length between: "2024-07-26 to 2024-08-25, 30 days". */
export function spanText(tsFirst: number, tsLast: number): string {
  const first = dayText(tsFirst);
  const last = dayText(tsLast);
  const length = lengthText(tsLast - tsFirst);
  return first === last ? `${first}, ${length}` : `${first} to ${last}, ${length}`;
}
