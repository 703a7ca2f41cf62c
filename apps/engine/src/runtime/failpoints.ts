/**
 * Every point of the order path and of a command's path at which the process may die. A fault test walks the
 * whole list: whatever the point, no order may leave twice and no fill may be lost or booked twice.
 */
export const FAILPOINTS = [
  /** An event decided something; nothing of it is on disk. */
  'before-journal-flush',
  /** The journal holds the event, the tables do not hold its records. */
  'before-commit',
  /** Intent and order are stored, nothing has left. */
  'after-commit-before-send',
  /** The lane is ours, the guard has not been asked yet. */
  'lane-acquired',
  'before-send',
  /** The venue has the order, its answer is not in. */
  'after-send',
  'after-send-confirmed',
  'before-cancel-send',
  'after-cancel-send',
  /** A report came in and nothing of ours knows of it. */
  'report-before-journal',
  /** The desk has booked the report in memory only. */
  'report-before-commit',
  'after-fill-commit',
  /** An operator's command came in and is not written anywhere. */
  'command-before-journal',
  /** Enforced in memory only. */
  'command-before-commit',
  /** Enforced and stored with audit entry and receipt; nothing in the process knows of these yet. */
  'before-command-confirm',
  /** The same; the operator has not heard of it. */
  'after-command-confirm',
] as const;

export type FailpointName = (typeof FAILPOINTS)[number];

/** Called at each point; production passes `noFailpoint`. */
export type Failpoint = (name: FailpointName) => void;

export const noFailpoint: Failpoint = () => undefined;

const isFailpointName = (text: string): text is FailpointName =>
  (FAILPOINTS as readonly string[]).includes(text);

/**
 * Reads `name` or `name:n` and dies at the n-th pass of that point.
 * Throws RangeError for a name that is not in the list: a fault test must never pass by a typing error.
 */
export function createFailpoint(setting: string, die: () => void): Failpoint {
  const [name = '', count = '1'] = setting.split(':');
  let left = Number(count);
  if (!isFailpointName(name) || !Number.isInteger(left) || left < 1) {
    throw new RangeError(`unknown failpoint ${setting}; known: ${FAILPOINTS.join(', ')}`);
  }
  return (passed) => {
    if (passed !== name) return;
    left -= 1;
    if (left === 0) die();
  };
}
