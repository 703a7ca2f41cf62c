import { TS_DRILL, WARM_UP_MS } from '../drill/run-drill.ts';
import { whileOpen } from '../limits/open-drill.ts';
import { copyAsKilled, restartAndPress, standingOf } from '../limits/restart-drill.ts';
import type { StageContext } from '../stage.ts';
import { judgeLock, judgeLocks, noLocks } from './judge-lock.ts';
import { openLockDrill, type LockDrill } from './open-lock-drill.ts';

/** Trading goes on this long between two locks, by chance; then it stands locked. */
const OPEN_MS = { least: 150, most: 450 } as const;
const LOCKED_MS = 700;
const SETTLED_MS = 5_000;

/** Locks at moments nobody chose, under full load; the last one stands when the engine is killed, and when it closes. */
export async function pressLocks(context: StageContext, locks: number) {
  const { findings, signal } = context;
  const drill = openLockDrill(context, 'locks');
  const { engine, watch, rng, desk, instruments } = drill;
  const moments = rng.fork('moments');
  const sums = noLocks();
  const restart = {
    id: 'lock.persists',
    codes: ['GUARD_LOCKED'],
    ...{ desk, instruments },
  } as const;
  await whileOpen(engine, async () => {
    await engine.settleTo(TS_DRILL + WARM_UP_MS, 100);
    for (let pressed = 1; pressed <= locks && !signal.aborted; pressed += 1) {
      const openMs = OPEN_MS.least + Math.floor(moments.next() * (OPEN_MS.most - OPEN_MS.least));
      await drill.trade(engine.time.now() + openMs);
      drill.press('lock');
      if (pressed === locks) await restartKilled(context, drill, restart);
      await drill.trade(engine.time.now() + LOCKED_MS);
      judgeLock(findings, watch, sums);
      if (pressed < locks) drill.unlock();
    }
    judgeLocks(findings, sums);
    await engine.settleTo(engine.time.now() + SETTLED_MS, 10);
    drill.audited.finish('locks under load');
  });
  await restartAndPress(context, {
    ...restart,
    where: 'closed while locked',
    after: 'closed',
    folder: drill.folder,
    tsStart: engine.time.now(),
    before: { lock: standingOf(engine).lock },
  });
  return {
    quotes: drill.quotes(),
    locks: sums.locks,
    entries: watch.entries,
    fills: drill.audited.books.fills,
    withheld: sums.withheld,
  };
}

/** Killed in the moment the lock was confirmed, lanes full and orders on the wire. */
async function restartKilled(
  context: StageContext,
  { engine, folder }: LockDrill,
  restart: Pick<Parameters<typeof restartAndPress>[1], 'id' | 'codes' | 'desk' | 'instruments'>,
): Promise<void> {
  await restartAndPress(context, {
    ...restart,
    where: 'killed right after the lock',
    after: 'killed',
    folder: copyAsKilled(folder),
    tsStart: engine.time.now(),
    before: { lock: standingOf(engine).lock },
  });
}
