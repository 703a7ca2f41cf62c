import type { LearningView } from '../../contract/agent/learning-view.schema.ts';
import { betaQuantile } from '../../decision/learner/bandit/beta-quantile.ts';
import { regimeKeyOf } from '../../decision/learner/bandit/attributed-outcome.ts';
import { decayArms, type Scope } from '../../decision/learner/bandit/posterior.ts';
import type {
  CalibrationCase,
  ResolvedCase,
} from '../../decision/learner/calibration/calibration-case.ts';
import { calibrate, fitCalibration } from '../../decision/learner/calibration/fit-calibration.ts';
import { scoreForecasts } from '../../decision/learner/calibration/score-forecasts.ts';
import type { EpochMs } from '../../kernel/clock.ts';
import { SIGNAL_NAMES } from '../../model/agent/decision.ts';
import type { AgentMemory } from './agent-memory.ts';

/** Bounds between which the posterior lies with 90 %. */
const TAIL = 0.05;
const CURVE_STEPS = 20;

function scopeOf(
  agent: AgentMemory,
  { regime, scope }: { readonly regime: string; readonly scope: Scope },
  ts: EpochMs,
): LearningView['scopes'][number] {
  const arms = decayArms(scope, ts, agent.setup.config.learner.bandit);
  return {
    regime,
    trades: scope.trades,
    tsUpdated: scope.tsUpdated,
    arms: SIGNAL_NAMES.map((signal) => {
      const { alpha, beta } = arms[signal];
      return {
        signal,
        alpha,
        beta,
        mean: alpha / (alpha + beta),
        low: betaQuantile(TAIL, { alpha, beta }),
        high: betaQuantile(1 - TAIL, { alpha, beta }),
      };
    }),
  };
}

const isResolved = (item: CalibrationCase): item is ResolvedCase => item.happened !== null;

function calibrationOf(
  agent: AgentMemory,
  version: string,
  ts: EpochMs,
): LearningView['calibrations'][number] {
  const { calibration: config } = agent.setup.config.learner;
  const own = agent.cases.cases().filter((item) => item.version === version);
  const fit = fitCalibration(own, { version, ts }, config);
  const resolved = own.filter(isResolved);
  const bins = config.reliability_bins;
  const raw = scoreForecasts(
    resolved.map(({ pStated: p, happened }) => ({ p, happened })),
    bins,
  );
  const calibrated = scoreForecasts(
    resolved.map(({ pStated, happened }) => ({ p: calibrate(fit, pStated), happened })),
    bins,
  );
  return {
    version,
    resolved: resolved.length,
    open: own.length - resolved.length,
    trust: fit.trust,
    isSkilled: fit.isSkilled,
    brierRaw: raw.brier,
    brierCalibrated: calibrated.brier,
    baseRate: raw.baseRate,
    reliability: raw.reliability.map((bin) => ({ ...bin })),
    curve: Array.from({ length: CURVE_STEPS + 1 }, (_, step) => {
      const stated = step / CURVE_STEPS;
      return { stated, calibrated: calibrate(fit, stated) };
    }),
  };
}

/** What was learned, as of now: evidence has decayed up to here. */
export function learningViewOf(agent: AgentMemory, ts: EpochMs): LearningView {
  const { global, regimes } = agent.learner.posterior();
  const versions = [...new Set(agent.cases.cases().map(({ version }) => version))].sort();
  const { crypto, macro } = agent.regimes;
  return {
    ts,
    regime: regimeKeyOf(crypto.state, macro.state),
    scopes: [
      scopeOf(agent, { regime: 'all', scope: global }, ts),
      ...Object.entries(regimes).map(([regime, scope]) => scopeOf(agent, { regime, scope }, ts)),
    ],
    calibrations: versions.map((version) => calibrationOf(agent, version, ts)),
    memory: agent.memory.map((record) => ({ ...record })),
    lessons: agent.lessons.map((lesson) => ({ ...lesson, figures: { ...lesson.figures } })),
  };
}
