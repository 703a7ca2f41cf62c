import {
  absQty,
  asPrice,
  ceilToTick,
  floorToStep,
  floorToTick,
  parseFloatUnits,
  toFloat,
  type Price,
} from '../kernel/decimal.ts';
import { asPositionId } from '../kernel/ids.ts';
import { denied, parsed, type Parsed } from '../kernel/verdict.ts';
import type { Draft } from '../model/draft.ts';
import type { Intent } from '../model/intent.ts';
import type { Quote, Side } from '../model/tick.ts';
import { instrumentOf, type DeskState } from './desk-state.ts';
import type { Leg } from './entry-leg.ts';

/** A proposal in exact terms: size on the lot grid, stop and target on the tick grid, a limit the market may not pass. */
export function buildEntryIntent(
  state: DeskState,
  made: { readonly leg: Leg; readonly quote: Quote; readonly intentId: Intent['intentId'] },
): Parsed<Intent> {
  const { proposal, strategyId, symbol } = made.leg;
  const instrument = instrumentOf(state, symbol);
  const units = parseFloatUnits(proposal.entry_units_intent);
  if (!units.ok) return units;
  const stop = nearestTick(proposal.stopPrice, instrument.tickSize);
  if (stop === undefined) return denied('INTENT_STOP_MALFORMED', { stop: proposal.stopPrice });
  const target = nearestTick(proposal.targetPrice ?? 0, instrument.tickSize);
  const intent: Draft<Intent> = {
    intentId: made.intentId,
    strategyId,
    symbol,
    purpose: 'entry',
    side: proposal.side,
    type: 'limit',
    timeInForce: 'ioc',
    qty: floorToStep(absQty(units.value), instrument.lotSize),
    price: worstEntryPrice(state, { side: proposal.side, quote: made.quote }),
    entry_probability: proposal.entry_probability,
    entry_units_intent: units.value,
    thesis: proposal.thesis,
    stopPrice: stop,
    positionId: asPositionId(made.intentId),
    tsExpires: state.ts + Math.max(0, Math.round(proposal.expiresInMs)),
  };
  if (target !== undefined) intent.targetPrice = target;
  return parsed(intent);
}

function nearestTick(at: number, tick: Price): Price | undefined {
  if (!Number.isFinite(at) || at <= 0) return undefined;
  const rounded = BigInt(Math.round(at / toFloat(tick))) * tick;
  return rounded > 0n ? asPrice(rounded) : undefined;
}

/**
 * Entries take liquidity with a limit half a collar beyond the touch: a book that empties
 * while the order travels costs at most that, and the rest is cancelled.
 */
function worstEntryPrice(
  state: DeskState,
  at: { readonly side: Side; readonly quote: Quote },
): Price {
  const instrument = instrumentOf(state, at.quote.symbol);
  const touch = at.side === 'buy' ? at.quote.ask : at.quote.bid;
  const hundredthBps = BigInt(Math.round(state.limits.priceCollarBps * 50));
  const room = (touch * hundredthBps) / 1_000_000n;
  return at.side === 'buy'
    ? floorToTick(asPrice(touch + room), instrument.tickSize)
    : ceilToTick(asPrice(touch - room), instrument.tickSize);
}
