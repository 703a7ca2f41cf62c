import type { Failpoint } from '../../../runtime/failpoints.ts';
import type { Storm } from './storm.ts';

/** What the operating system says of a disk without room. */
class DiskFull extends Error {
  override readonly name = 'DiskFull';
}

/** Where the engine is about to write, the storm may have taken the room. `onFillsStored`: those booked so far are on disk. */
export function stormDisk(storm: Storm, onFillsStored: () => void): Failpoint {
  return (name) => {
    if (name === 'before-journal-flush') {
      if (storm.lasts('disk_full_journal')) throw new DiskFull('no space left for the journal');
    } else if (name === 'before-commit') {
      if (storm.lasts('disk_full_tables')) throw new DiskFull('no space left for the tables');
    } else if (name === 'after-fill-commit') onFillsStored();
  };
}
