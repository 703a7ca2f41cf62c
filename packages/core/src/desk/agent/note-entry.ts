import { asClientOrderId } from '../../kernel/ids.ts';
import type { DeskState } from '../desk-state.ts';
import type { AgentMemory, Holding } from './agent-memory.ts';
import type { CarriedOut, Verdicted } from './carry-out.ts';
import { tsOf } from './store-agent.ts';

/** Entries that came to nothing are forgotten when so many are known. */
const MOST_HOLDINGS = 200;

/** Remembers which decision an entry belongs to, so that its trade is learned from once and rightly. */
export function noteEntrySent(
  state: DeskState,
  agent: AgentMemory,
  entry: {
    readonly judged: Verdicted;
    readonly carried: CarriedOut;
    readonly actor: Holding['actor'];
    /** US dollars. */
    readonly tokenCost: number;
  },
): void {
  const { judged, carried, actor, tokenCost } = entry;
  const { terms, calibrated } = carried.weighed;
  const [sent] = carried.sent?.orders ?? [];
  if (terms.kind !== 'entry' || sent === undefined) return;
  const order = state.orders.find(asClientOrderId(sent.clientOrderId));
  if (order === undefined) return;
  const { evaluation, decision, version } = judged;
  agent.entries.set(version, (agent.entries.get(version) ?? 0) + 1);
  forgetEmptyHanded(state, agent);
  agent.holdings.set(order.positionId, {
    positionId: order.positionId,
    decisionId: evaluation.decisionId,
    actor,
    symbol: evaluation.symbol,
    direction: terms.side === 'buy' ? 'long' : 'short',
    regime: evaluation.draw.regime,
    signalConfidence: decision.signalConfidence,
    tsDecided: tsOf(state),
    probability: calibrated,
    tokenCost,
  });
}

function forgetEmptyHanded(state: DeskState, agent: AgentMemory): void {
  if (agent.holdings.size < MOST_HOLDINGS) return;
  const working = new Set(
    [...state.orders.working()].map(({ positionId }) => positionId as string),
  );
  const open = new Set(state.positions.list().map(({ positionId }) => positionId as string));
  for (const positionId of [...agent.holdings.keys()]) {
    if (!working.has(positionId) && !open.has(positionId)) agent.holdings.delete(positionId);
  }
}
