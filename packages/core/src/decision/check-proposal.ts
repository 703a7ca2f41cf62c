import { denied, PASSED, type Refusal, type Verdict } from '../kernel/verdict.ts';
import type {
  EntryProposal,
  EntryTerms,
  ExitProposal,
  MarketView,
  Seating,
} from '../strategies/contract.ts';

export type MalformedVerdict = Verdict<'INTENT_MALFORMED'>;

const malformed = (field: string, value: unknown): Refusal<'INTENT_MALFORMED'> =>
  denied('INTENT_MALFORMED', { field, value: String(value) });

/** Also refuses what only untyped code can hand over: text or nothing where a number belongs. */
const isPositive = (value: number): boolean => Number.isFinite(value) && value > 0;

function checkSize({ side, entry_units_intent: units }: EntryTerms): MalformedVerdict {
  const isSigned = side === 'buy' ? isPositive(units) : isPositive(-units);
  return isSigned ? PASSED : malformed('entry_units_intent', units);
}

/** A stop or target already behind the market would act at once: it is a defect, not a wish. */
function checkBracket(terms: EntryTerms, view: MarketView): MalformedVerdict {
  const { stopPrice, targetPrice } = terms;
  const isBuy = terms.side === 'buy';
  const isStopRight =
    isPositive(stopPrice) && (isBuy ? stopPrice < view.bid : stopPrice > view.ask);
  if (!isStopRight) return malformed('stopPrice', stopPrice);
  if (targetPrice === undefined) return PASSED;
  const isTargetRight =
    isPositive(targetPrice) && (isBuy ? targetPrice > view.ask : targetPrice < view.bid);
  return isTargetRight ? PASSED : malformed('targetPrice', targetPrice);
}

function checkTerms(terms: EntryTerms, view: MarketView): MalformedVerdict {
  const size = checkSize(terms);
  return size.ok ? checkBracket(terms, view) : size;
}

/** A pair is of different symbols of the strategy, each of which has a price. */
function checkLegs(proposal: EntryProposal, seating: Seating): MalformedVerdict {
  const symbols = new Set([seating.symbol]);
  for (const leg of proposal.legs ?? []) {
    const view = seating.viewOf(leg.symbol);
    if (symbols.has(leg.symbol) || view === undefined) return malformed('legs', leg.symbol);
    symbols.add(leg.symbol);
    const terms = checkTerms(leg, view);
    if (!terms.ok) return terms;
  }
  return PASSED;
}

/** Holds an ENTRY brain to the contract before anything is made of its proposal. */
export function checkEntryProposal(
  proposal: EntryProposal,
  view: MarketView,
  seating: Seating,
): MalformedVerdict {
  const { entry_probability: probability } = proposal;
  if (!(Number.isFinite(probability) && probability >= 0 && probability <= 1)) {
    return malformed('entry_probability', probability);
  }
  const terms = checkTerms(proposal, view);
  if (!terms.ok) return terms;
  const legs = checkLegs(proposal, seating);
  if (!legs.ok) return legs;
  if (!isPositive(proposal.expiresInMs)) return malformed('expiresInMs', proposal.expiresInMs);
  return proposal.thesis.trim() === '' ? malformed('thesis', '') : PASSED;
}

export function checkExitProposal(proposal: ExitProposal): MalformedVerdict {
  const { fraction, thesis } = proposal;
  if (!isPositive(fraction) || fraction > 1) return malformed('fraction', fraction);
  return thesis.trim() === '' ? malformed('thesis', '') : PASSED;
}
