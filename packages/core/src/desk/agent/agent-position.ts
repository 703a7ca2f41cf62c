import type { Held } from '../../decision/agent/answer-context.ts';
import type { SymbolId } from '../../kernel/ids.ts';
import type { Position } from '../../model/position.ts';
import type { DeskState } from '../desk-state.ts';
import { CLAUDE, CLAUDE_RULES, isAgentPosition } from './agent-strategies.ts';

/** What the agent holds in a symbol, under whichever of its names it was opened: one at a time. */
export const agentPositionOf = (state: DeskState, symbol: SymbolId): Position | undefined =>
  state.positions.find(CLAUDE, symbol) ?? state.positions.find(CLAUDE_RULES, symbol);

export function heldOf(state: DeskState, symbol: SymbolId): Held {
  const position = agentPositionOf(state, symbol);
  if (position === undefined) return 'none';
  return position.qty > 0n ? 'long' : 'short';
}

/** An entry of the agent is on its way: what it will hold is not known. */
export function hasEntryUnderWay(state: DeskState, symbol: SymbolId): boolean {
  for (const order of state.orders.working()) {
    if (order.purpose === 'entry' && order.symbol === symbol && isAgentPosition(order)) return true;
  }
  return false;
}
