import type { MemoryConfig } from '../../contract/agent/config/decision.schema.ts';
import type { EpochMs } from '../../kernel/clock.ts';
import type { SymbolId } from '../../kernel/ids.ts';
import type { Lesson, LessonKind } from '../../model/agent/memory.ts';
import type { ExitReason } from '../../model/position.ts';

/** A closed trade of the agent, as floats; money in the account's currency. */
export interface ReflectionFacts {
  readonly tradeId: string;
  readonly decisionId: string;
  readonly symbol: SymbolId;
  readonly exitReason: ExitReason;
  readonly isTargetMet: boolean;
  /** Result before and after fees and funding, basis points of the entry's notional. */
  readonly grossBps: number;
  readonly netBps: number;
  /** Best gain seen while open, basis points of the entry price. */
  readonly bestBps: number;
  readonly probability: number;
  readonly heldMs: number;
  readonly ts: EpochMs;
}

/** Sooner than this a stop says that the entry was mistimed, not that the idea was wrong. */
const AT_ONCE_MS = 900_000;
/** A gain worth regretting, basis points. */
const REAL_GAIN_BPS = 50;

/** By rule and in a fixed order; no model judges its own trade. */
export function lessonOf(facts: ReflectionFacts): LessonKind {
  const { exitReason, netBps, grossBps } = facts;
  const isStopped = exitReason === 'stop' || exitReason === 'trailing_stop';
  if (!isStopped && exitReason !== 'strategy') return 'closed_by_hand';
  if (netBps > 0) return lessonOfGain(facts, isStopped);
  if (grossBps > 0) return 'costs_ate_the_gain';
  if (facts.bestBps >= REAL_GAIN_BPS) return 'gave_back_a_gain';
  if (!isStopped) return 'left_with_loss';
  return facts.heldMs < AT_ONCE_MS ? 'stopped_at_once' : 'stopped_out';
}

function lessonOfGain(facts: ReflectionFacts, isStopped: boolean): LessonKind {
  if (isStopped) return 'trailed_out_with_gain';
  return facts.isTargetMet ? 'target_met' : 'left_with_gain';
}

const tenth = (value: number): number => Math.round(value * 10) / 10;

export function reflectOnTrade(facts: ReflectionFacts, config: MemoryConfig): Lesson {
  const { tradeId, decisionId, symbol, ts } = facts;
  return {
    tradeId,
    decisionId,
    symbol,
    what: lessonOf(facts),
    figures: {
      net_bps: tenth(facts.netBps),
      cost_bps: tenth(facts.grossBps - facts.netBps),
      best_bps: tenth(facts.bestBps),
      held_minutes: Math.round(facts.heldMs / 60_000),
      probability: Math.round(facts.probability * 100) / 100,
    },
    ts,
    tsExpires: ts + config.lesson_ttl_ms,
  };
}

/** Keeps the newest lessons that are still alive; a trade teaches once, however often its closing is reported. */
export function addLesson(
  lessons: readonly Lesson[],
  lesson: Lesson,
  config: MemoryConfig,
): readonly Lesson[] {
  const alive = lessons.filter((other) => other.tsExpires > lesson.ts);
  if (alive.some((other) => other.tradeId === lesson.tradeId)) return alive;
  const all = [...alive, lesson];
  return all.slice(Math.max(0, all.length - config.max_lessons));
}
