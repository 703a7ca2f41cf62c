import { describe, expect, it } from 'vitest';
import { memoryConfigSchema } from '../../contract/agent/config/decision.schema.ts';
import { LESSON_KINDS, type LessonKind } from '../../model/agent/memory.ts';
import { BTC } from './answer.fixture.ts';
import { addLesson, lessonOf, reflectOnTrade, type ReflectionFacts } from './reflect.ts';

const config = memoryConfigSchema.parse({ max_lessons: 2 });
const facts = (over: Partial<ReflectionFacts> = {}): ReflectionFacts => ({
  tradeId: 't-1',
  decisionId: 'd-1',
  symbol: BTC,
  exitReason: 'strategy',
  isTargetMet: false,
  grossBps: 30,
  netBps: 20,
  bestBps: 40,
  probability: 0.613,
  heldMs: 3_600_000,
  ts: 5_000,
  ...over,
});

const cases: [LessonKind, Partial<ReflectionFacts>][] = [
  ['closed_by_hand', { exitReason: 'operator' }],
  ['closed_by_hand', { exitReason: 'flatten' }],
  ['closed_by_hand', { exitReason: 'external' }],
  ['costs_ate_the_gain', { grossBps: 5, netBps: -5 }],
  ['gave_back_a_gain', { grossBps: -5, netBps: -15, bestBps: 90 }],
  ['stopped_at_once', { exitReason: 'stop', grossBps: -90, netBps: -100, heldMs: 60_000 }],
  ['stopped_out', { exitReason: 'stop', grossBps: -90, netBps: -100 }],
  ['trailed_out_with_gain', { exitReason: 'trailing_stop' }],
  ['target_met', { isTargetMet: true }],
  ['left_with_gain', {}],
  ['left_with_loss', { grossBps: -10, netBps: -20 }],
];

describe('lessonOf', () => {
  it.each(cases)('says %s of %j', (what, over) => {
    expect(lessonOf(facts(over))).toBe(what);
  });

  it('has a case here for every kind', () => {
    expect(new Set(cases.map(([what]) => what))).toEqual(new Set(LESSON_KINDS));
  });
});

describe('addLesson', () => {
  it('records figures and an end, and no words', () => {
    const lesson = reflectOnTrade(facts(), config);
    expect(lesson.figures).toEqual({
      net_bps: 20,
      cost_bps: 10,
      best_bps: 40,
      held_minutes: 60,
      probability: 0.61,
    });
    expect(lesson.tsExpires).toBe(5_000 + 1_209_600_000);
  });

  it('learns once from a trade and keeps the newest alive', () => {
    const at = (tradeId: string, ts = 5_000) => reflectOnTrade(facts({ tradeId, ts }), config);
    const two = addLesson(addLesson([], at('a'), config), at('b'), config);
    expect(addLesson(two, at('b'), config)).toEqual(two);
    expect(addLesson(two, at('c'), config).map((one) => one.tradeId)).toEqual(['b', 'c']);
    const late = addLesson(two, at('d', 2_000_000_000), config);
    expect(late.map((one) => one.tradeId)).toEqual(['d']);
  });
});
