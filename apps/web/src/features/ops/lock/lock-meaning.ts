export type LockLevel = 'none' | 'lock' | 'freeze';

/** What a level holds back and what still passes, in the words the guard enforces. */
export function describeLock(level: LockLevel): { readonly held: string; readonly passes: string } {
  switch (level) {
    case 'none':
      return { held: 'Nothing is held.', passes: 'Each strategy trades as its own switch says.' };
    case 'lock':
      return {
        held: 'Entries and increases are denied.',
        passes: 'Exits, stops, the safety layer and closing by hand still pass.',
      };
    case 'freeze':
      return {
        held: 'Entries and the strategies’ own exits are denied.',
        passes: 'Safety stops and closing by hand still pass.',
      };
  }
}

/** The same in one line of a bar. */
export function summariseLock(level: LockLevel): string {
  return {
    none: 'nothing is held',
    lock: 'entries denied; exits, stops and closing by hand pass',
    freeze: 'entries and exits denied; safety stops and closing by hand pass',
  }[level];
}

export function nameLevel(level: LockLevel): string {
  return { none: 'Unlocked', lock: 'Locked', freeze: 'Frozen' }[level];
}
