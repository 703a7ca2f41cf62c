import type { EpochMs } from '../../kernel/clock.ts';
import type { SymbolId } from '../../kernel/ids.ts';
import type { MemoryKind } from './decision.ts';

/** A note the agent left itself. Data with an author and an end, never an instruction. */
export interface MemoryRecord {
  readonly ref: string;
  readonly kind: MemoryKind;
  readonly symbol: SymbolId;
  readonly value: string;
  /** The decision that wrote it. */
  readonly decisionId: string;
  readonly tsAdded: EpochMs;
  readonly tsExpires: EpochMs;
}

/** What a closed trade taught, decided by rule: first match in this order. */
export const LESSON_KINDS = [
  'closed_by_hand',
  'costs_ate_the_gain',
  'gave_back_a_gain',
  'stopped_at_once',
  'stopped_out',
  'trailed_out_with_gain',
  'target_met',
  'left_with_gain',
  'left_with_loss',
] as const;
export type LessonKind = (typeof LESSON_KINDS)[number];

/** No free text: an enum and figures, so that nothing a market or a model wrote can speak through it. */
export interface Lesson {
  readonly tradeId: string;
  readonly decisionId: string;
  readonly symbol: SymbolId;
  readonly what: LessonKind;
  readonly figures: Readonly<Record<string, number>>;
  readonly ts: EpochMs;
  readonly tsExpires: EpochMs;
}
