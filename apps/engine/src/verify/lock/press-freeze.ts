import { asPrice, qty } from '@quarterdeck/core/kernel/decimal';
import { TS_DRILL, WARM_UP_MS } from '../drill/run-drill.ts';
import { thenReplay } from '../limits/open-drill.ts';
import type { StageContext } from '../stage.ts';
import { openLockDrill, type LockDrill } from './open-lock-drill.ts';

const TRADED_MS = 800;
const FROZEN_MS = 500;
const CLOSED_WITHIN_MS = 3_000;
const SETTLED_MS = 5_000;
const CENT = 1_000_000n;
/** Beyond every stop of a drill, to the one side and to the other. */
const SHOCKS = [94n, 106n] as const;
const ID = 'lock.exits_go_on';

/** A freeze holds the strategies' own exits; prices that run through every stop show that safety goes on. */
export async function pressFreeze(context: StageContext) {
  const { findings } = context;
  const drill = openLockDrill(context, 'freeze');
  const { engine, watch } = drill;
  return thenReplay(context, { drill, of: 'lock' }, async () => {
    await engine.settleTo(TS_DRILL + WARM_UP_MS, 100);
    await drill.trade(engine.time.now() + TRADED_MS);
    drill.press('freeze');
    const frozen = watch.current;
    await drill.trade(engine.time.now() + FROZEN_MS);
    const held = watch.holdings.positions;
    await shock(drill);
    const safety = frozen?.exitsFilled ?? 0;
    const refused = frozen?.frozenExits ?? 0;
    const left = watch.holdings.positions;
    findings.look(ID, held > 0 && refused > 0 && safety > 0 && left === 0, () => ({
      where: 'a freeze, then prices beyond every stop',
      expected: "strategies' exits refused, and every position closed by the safety layer",
      found: `${held} held, ${refused} exits refused, ${safety} safety fills, ${left} left`,
    }));
    findings.note(ID, 'frozen_positions', held);
    findings.note(ID, 'frozen_exits_refused', refused);
    findings.note(ID, 'frozen_safety_fills', safety);
    drill.unlock();
    await engine.settleTo(engine.time.now() + SETTLED_MS, 10);
    drill.audited.finish('a freeze');
    return { frozen_exits_refused: refused, frozen_safety_fills: safety };
  });
}

async function shock({ engine, instruments }: LockDrill): Promise<void> {
  const depth = qty('1000000');
  for (const percent of SHOCKS) {
    for (const { symbol, firstPrice } of instruments) {
      const raw = (firstPrice * percent) / 100n;
      const bid = asPrice(raw - (raw % CENT));
      const ask = asPrice(bid + CENT);
      const tsEvent = engine.time.now() + 1;
      await engine.settleTo(tsEvent);
      engine.deliver({
        type: 'quote',
        quote: { symbol, bid, ask, bidQty: depth, askQty: depth, tsEvent },
      });
    }
    await engine.settleTo(engine.time.now() + CLOSED_WITHIN_MS, 5);
  }
}
