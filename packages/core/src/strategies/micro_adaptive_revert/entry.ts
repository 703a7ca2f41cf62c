import { SECOND_MS, type EpochMs } from '../../kernel/clock.ts';
import type { Side } from '../../model/tick.ts';
import { bracketAround } from '../bracket.ts';
import type { EntryBrain, EntryProposal, MarketView } from '../contract.ts';
import { isFresh } from '../indicators/unbroken-series.ts';
import { chanceOfTarget } from '../probability.ts';
import { signedUnitsForNotional } from '../sizing.ts';
import { createBandReader, type Reading } from './band.ts';
import type { Params } from './params.ts';
import { readingsOf } from './readings.ts';

const EXPIRES_MS = 6 * SECOND_MS;
/**
 * Log-odds per half width that the price had gone beyond the band, capped, and for a market that goes nowhere at all:
 * the stretch may move an even bet to 0.56, the chop to 0.55, both to 0.61.
 */
const EVIDENCE_PER_STRETCH = 0.5;
const MAX_STRETCH_EVIDENCE = 0.25;
const EVIDENCE_OF_CHOP = 0.2;

/** Back inside after a close outside; the turn itself is waited for, a falling price is not caught. */
function findReturn({ stretch, stretchBefore }: Reading): Side | undefined {
  if (stretchBefore <= -1 && stretch > -1 && stretch < 0) return 'buy';
  return stretchBefore >= 1 && stretch < 1 && stretch > 0 ? 'sell' : undefined;
}

const roomBps = (reading: Reading): number =>
  (Math.abs(reading.mean - reading.close) / reading.close) * 10_000;

function findSide(reading: Reading, params: Params): Side | undefined {
  const side = findReturn(reading);
  if (side === undefined || reading.efficiency > params.max_efficiency) return undefined;
  return roomBps(reading) >= params.min_room_bps ? side : undefined;
}

function propose(
  params: Params,
  view: MarketView,
  found: { readonly side: Side; readonly reading: Reading },
): EntryProposal {
  const { side, reading } = found;
  const beyond = Math.abs(reading.stretchBefore) - 1;
  const evidence =
    Math.min(MAX_STRETCH_EVIDENCE, EVIDENCE_PER_STRETCH * beyond) +
    EVIDENCE_OF_CHOP * (1 - reading.efficiency);
  return {
    side,
    entry_probability: chanceOfTarget({ ...params, spreadBps: view.spreadBps }, evidence),
    entry_units_intent: signedUnitsForNotional(view, side, params.notional),
    thesis:
      `back inside the band, ${roomBps(reading).toFixed(1)} bps from the average, ` +
      `efficiency ${reading.efficiency.toFixed(2)}`,
    ...bracketAround(view, side, params),
    expiresInMs: EXPIRES_MS,
  };
}

export function createEntry(params: Params): EntryBrain {
  const read = createBandReader(params);
  let tsRestUntil: EpochMs = 0;
  let newest: Reading | undefined;
  return {
    onBar: (view, bar) => {
      const reading = read(bar);
      newest = reading;
      if (reading === undefined || view.isWarmup || view.ts < tsRestUntil) return undefined;
      const side = findSide(reading, params);
      if (side === undefined) return undefined;
      if (!isFresh(bar, view.ts) || view.spreadBps > params.max_spread_bps) return undefined;
      tsRestUntil = view.ts + params.cooldown_ms;
      return propose(params, view, { side, reading });
    },
    readings: () => readingsOf(newest),
  };
}
