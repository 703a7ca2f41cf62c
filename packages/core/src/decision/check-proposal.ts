import { denied, PASSED, type Refusal, type Verdict } from '../kernel/verdict.ts';
import type { EntryProposal, ExitProposal, MarketView } from '../strategies/contract.ts';

export type MalformedVerdict = Verdict<'INTENT_MALFORMED'>;

const malformed = (field: string, value: unknown): Refusal<'INTENT_MALFORMED'> =>
  denied('INTENT_MALFORMED', { field, value: String(value) });

/** Also refuses what only untyped code can hand over: text or nothing where a number belongs. */
const isPositive = (value: number): boolean => Number.isFinite(value) && value > 0;

function checkSize(proposal: EntryProposal): MalformedVerdict {
  const { side, entry_probability: probability, entry_units_intent: units } = proposal;
  if (!(Number.isFinite(probability) && probability >= 0 && probability <= 1)) {
    return malformed('entry_probability', probability);
  }
  const isSigned = side === 'buy' ? isPositive(units) : isPositive(-units);
  return isSigned ? PASSED : malformed('entry_units_intent', units);
}

/** A stop or target already behind the market would act at once: it is a defect, not a wish. */
function checkBracket(proposal: EntryProposal, view: MarketView): MalformedVerdict {
  const { stopPrice, targetPrice } = proposal;
  const isBuy = proposal.side === 'buy';
  const isStopRight =
    isPositive(stopPrice) && (isBuy ? stopPrice < view.bid : stopPrice > view.ask);
  if (!isStopRight) return malformed('stopPrice', stopPrice);
  if (targetPrice === undefined) return PASSED;
  const isTargetRight =
    isPositive(targetPrice) && (isBuy ? targetPrice > view.ask : targetPrice < view.bid);
  return isTargetRight ? PASSED : malformed('targetPrice', targetPrice);
}

/** Holds an ENTRY brain to the contract before anything is made of its proposal. */
export function checkEntryProposal(proposal: EntryProposal, view: MarketView): MalformedVerdict {
  const size = checkSize(proposal);
  if (!size.ok) return size;
  const bracket = checkBracket(proposal, view);
  if (!bracket.ok) return bracket;
  if (!isPositive(proposal.expiresInMs)) return malformed('expiresInMs', proposal.expiresInMs);
  return proposal.thesis.trim() === '' ? malformed('thesis', '') : PASSED;
}

export function checkExitProposal(proposal: ExitProposal): MalformedVerdict {
  const { fraction, thesis } = proposal;
  if (!isPositive(fraction) || fraction > 1) return malformed('fraction', fraction);
  return thesis.trim() === '' ? malformed('thesis', '') : PASSED;
}
