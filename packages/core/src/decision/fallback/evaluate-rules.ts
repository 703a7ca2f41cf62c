import type { RulesConfig } from '../../contract/agent/config/decision.schema.ts';
import type { SymbolId } from '../../kernel/ids.ts';
import type { AgentDecision, EvidenceItem, SignalName } from '../../model/agent/decision.ts';
import type { FigureMap } from '../../model/agent/figure.ts';
import { evidenceOf, signalFigures, type SignalReading } from './signal.ts';
import { readSignals, weighSignals, type SignalWeights, type Weighed } from './weigh-signals.ts';

export interface RulesInput {
  readonly symbol: SymbolId;
  readonly figures: FigureMap;
  /** Of the ids, as the snapshot made them. */
  readonly prefix: string;
  /** The one the signals are read on, for example `1h`. */
  readonly timeframe: string;
  readonly held: 'long' | 'short' | 'none';
  readonly mayShort: boolean;
  /** Learned weights; without them every signal counts the same. */
  readonly weights?: SignalWeights | undefined;
}

type RulesAction = 'BUY' | 'SELL' | 'HOLD';

export interface RulesReading extends Weighed {
  readonly outcome: `FALLBACK_${RulesAction}`;
  readonly decision: AgentDecision;
  readonly readings: readonly SignalReading[];
}

const MOST_EVIDENCE = 8;
/** What a full score says about its event: the rules claim little, calibration decides what it is worth. */
const FULL_SCORE_EDGE = 0.15;

/** The rule pipeline: the same decision type as the model's, from the same figures, by itself. */
export function evaluateRules(input: RulesInput, config: RulesConfig): RulesReading {
  const figures = signalFigures(input.figures, input.prefix, input.timeframe);
  const readings = readSignals(figures);
  const weighed = weighSignals(readings, input.weights);
  const action = chooseAction(weighed.score, input, config);
  const decision = toDecision({ input, readings, weighed, action }, config);
  return { outcome: `FALLBACK_${action}`, decision, readings, ...weighed };
}

/**
 * Two thresholds, so that a score that trembles round one of them neither opens twice nor closes at once: opened from
 * `enter_score`, kept until below `leave_score`; mirrored for shorts.
 */
export function chooseAction(
  score: number,
  state: Pick<RulesInput, 'held' | 'mayShort'>,
  config: RulesConfig,
): RulesAction {
  switch (state.held) {
    case 'long':
      return score < config.leave_score ? 'SELL' : 'HOLD';
    case 'short':
      return -score < config.leave_score ? 'BUY' : 'HOLD';
    case 'none':
      if (score >= config.enter_score) return 'BUY';
      return state.mayShort && score <= -config.enter_score ? 'SELL' : 'HOLD';
  }
}

interface Chosen {
  readonly input: RulesInput;
  readonly readings: readonly SignalReading[];
  readonly weighed: Weighed;
  readonly action: RulesAction;
}

/** Openings at reduced size, growing from half of it at the threshold to all of it at a full score; exits are whole. */
function sizeOf(chosen: Chosen, config: RulesConfig): number {
  if (chosen.action === 'HOLD') return 0;
  if (chosen.input.held !== 'none') return 1;
  const span = 1 - config.enter_score;
  const beyond = Math.abs(chosen.weighed.score) - config.enter_score;
  const share = span > 0 ? Math.min(1, Math.max(0, beyond / span)) : 1;
  return config.max_size_fraction * (0.5 + 0.5 * share);
}

function toDecision(chosen: Chosen, config: RulesConfig): AgentDecision {
  const { input, readings, weighed, action } = chosen;
  const isUp = weighed.score >= 0;
  const isOpening = action !== 'HOLD' && input.held === 'none';
  return {
    action,
    symbol: input.symbol,
    sizeFraction: sizeOf(chosen, config),
    pEvent: 0.5 + FULL_SCORE_EDGE * Math.abs(weighed.score),
    event: isUp ? 'up_1atr_before_down_1atr' : 'down_1atr_before_up_1atr',
    horizon: config.horizon,
    stop: isOpening ? { kind: 'atr', value: config.stop_atr } : null,
    takeProfit: isOpening ? { kind: 'atr', value: config.target_atr } : null,
    evidence: chooseEvidence(readings, isUp ? 1 : -1),
    signalConfidence: Object.fromEntries(
      readings.map((reading) => [reading.name, reading.confidence]),
    ) as Record<SignalName, number>,
    rationale: describeRules(chosen),
    invalidation: null,
    wake: [],
    nextCheckS: config.next_check_s,
    memory: [],
  };
}

/** The strongest signals' figures first, each figure once: a figure read by two signals counts for the stronger. */
function chooseEvidence(
  readings: readonly SignalReading[],
  direction: number,
): readonly EvidenceItem[] {
  const pull = (reading: SignalReading): number => reading.confidence * Math.abs(reading.score);
  const strongest = [...readings].sort((left, right) => pull(right) - pull(left));
  const cited = new Map<string, EvidenceItem>();
  for (const item of evidenceOf(strongest, direction)) {
    if (!cited.has(item.field)) cited.set(item.field, item);
  }
  return [...cited.values()].slice(0, MOST_EVIDENCE);
}

function describeRules({ readings, weighed, action, input }: Chosen): string {
  const heard = readings.filter((reading) => reading.confidence > 0);
  if (heard.length === 0) return 'Rules: no signal has its figures, so nothing is changed.';
  const said = heard.map((reading) => reading.words).join('; ');
  const held = input.held === 'none' ? 'nothing held' : `${input.held} held`;
  return `Rules: ${action} with ${held}, score ${weighed.score.toFixed(2)} at confidence ${weighed.confidence.toFixed(2)}: ${said}.`;
}
