// Run as a program: writes one lock and kills itself without closing anything.
import { openMemory } from '../open-memory.ts';

const [, , file = ''] = process.argv;
const memory = openMemory({ file, now: () => 1, randomId: () => 'desk1' });
memory.write(
  [
    {
      type: 'RecordLock',
      lock: {
        level: 'freeze',
        reason: 'feed looks wrong',
        by: 'anna',
        tsSince: 1_700_000_000_005,
        eventSeq: 41,
      },
    },
  ],
  41,
);
process.kill(process.pid, 'SIGKILL');
