import type { SymbolId } from '@quarterdeck/core/kernel/ids';
import type { VirtualClock } from '../../adapters/system/virtual-clock.ts';
import type { ProofWire } from '../engine/proof-engine.ts';

/** How long the hand-over of one order takes in a symbol, desk time. */
export type HandOverMs = (symbol: SymbolId) => number;

/** A venue whose answers take their time: the order is in its hands at once, the lane is held until it says so. */
export function slowWire(wire: ProofWire, time: VirtualClock, handOverMs: HandOverMs): ProofWire {
  const held = (symbol: SymbolId, handOver: () => void): Promise<void> => {
    handOver();
    return new Promise((resolve) => {
      time.after(handOverMs(symbol), resolve);
    });
  };
  return {
    submit: (request) => held(request.symbol, () => void wire.submit(request)),
    cancel: (id, symbol) => held(symbol, () => void wire.cancel(id, symbol)),
    queryOrder: (id, symbol) => wire.queryOrder(id, symbol),
    snapshot: (afterTradeId) => wire.snapshot(afterTradeId),
  };
}
