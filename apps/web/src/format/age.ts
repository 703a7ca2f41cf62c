const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const two = (value: number) => Math.floor(value).toString().padStart(2, '0');

/** An age in milliseconds as an operator says it: "1.2 s", "34 s", "3 m 04 s", "2 h 05 m", "4 d 3 h". */
export function formatAge(ageMs: number): string {
  const age = Math.max(0, ageMs);
  if (age < 9_950) return `${(age / SECOND).toFixed(1)} s`;
  if (age < MINUTE) return `${Math.floor(age / SECOND)} s`;
  if (age < HOUR) return `${Math.floor(age / MINUTE)} m ${two((age % MINUTE) / SECOND)} s`;
  if (age < DAY) return `${Math.floor(age / HOUR)} h ${two((age % HOUR) / MINUTE)} m`;
  return `${Math.floor(age / DAY)} d ${Math.floor((age % DAY) / HOUR)} h`;
}
