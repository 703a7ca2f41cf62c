import type { RecordedOutcome } from '@quarterdeck/core/contract/agent/decision-record.schema';
import { Chip } from '../../ui/chip.tsx';
import { OUTCOME_LOOKS } from './outcome-look.ts';

export function OutcomeChip({ outcome }: { readonly outcome: RecordedOutcome }) {
  const { tone, word } = OUTCOME_LOOKS[outcome];
  return (
    <Chip tone={tone} title={outcome}>
      {word}
    </Chip>
  );
}
