import type { EpochMs } from '../../kernel/clock.ts';
import type { ExitBrain, ExitProposal, MarketView, PositionView } from '../contract.ts';
import { exitAtTargetOrTime } from '../target-or-time.ts';
import type { Params } from './params.ts';
import { createSignedFlow, type SignedFlow } from './signed-flow.ts';

interface Memory {
  readonly params: Params;
  readonly flow: SignedFlow;
  /** Which position the flow was collected under. */
  tsOpened: EpochMs;
  lastMid: number;
}

/** Counts the moves of the mid since this position was opened. */
function follow(memory: Memory, view: MarketView, position: PositionView): void {
  if (memory.tsOpened !== position.tsOpened) {
    memory.tsOpened = position.tsOpened;
    memory.lastMid = view.mid;
    memory.flow.reset();
  }
  if (view.mid !== memory.lastMid) memory.flow.add(view.mid > memory.lastMid ? 1 : -1, view.ts);
  memory.lastMid = view.mid;
}

function exitOnTurn(memory: Memory, position: PositionView): ExitProposal | undefined {
  const { params, flow } = memory;
  if (position.ageMs < params.min_hold_ms || flow.count() < params.min_ticks) return undefined;
  const against = position.side === 'long' ? -flow.sigma() : flow.sigma();
  if (against < params.exit_sigma) return undefined;
  return { fraction: 1, thesis: `quote moves turned against it, ${against.toFixed(1)} sigma` };
}

/** Target, time stop, and an early close when the quotes themselves turn. */
export function createExit(params: Params): ExitBrain {
  const memory: Memory = {
    params,
    flow: createSignedFlow(params.half_life_ms),
    tsOpened: -1,
    lastMid: 0,
  };
  return {
    onQuote: (view, position) => {
      follow(memory, view, position);
      return exitAtTargetOrTime(view, position, params) ?? exitOnTurn(memory, position);
    },
  };
}
