import type { LearningView } from '@quarterdeck/core/contract/agent/learning-view.schema';

const SIGNALS = ['trend', 'momentum', 'reversion', 'volume', 'derivatives'] as const;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

function armsOf(lean: number, n: number): LearningView['scopes'][number]['arms'] {
  return SIGNALS.map((signal, at) => {
    const mean = 0.5 + lean * Math.cos(at * 1.3) * 0.12;
    const alpha = 2 + n * mean;
    const beta = 2 + n * (1 - mean);
    const width = 1.64 * Math.sqrt((mean * (1 - mean)) / (alpha + beta + 1));
    return { signal, alpha, beta, mean, low: mean - width, high: mean + width };
  });
}

const binOf = (at: number): LearningView['calibrations'][number]['reliability'][number] => {
  const n = [0, 2, 6, 14, 31, 44, 27, 12, 3, 0][at] ?? 0;
  const meanP = n === 0 ? null : at / 10 + 0.05;
  return { from: at / 10, to: (at + 1) / 10, n, meanP, rate: meanP && 0.5 + (meanP - 0.5) * 0.55 };
};

/** Enough of everything that each part of the page has something to show. */
export function inventLearning(now: number): LearningView {
  return {
    ts: now - 9_000,
    regime: 'calm|growth',
    scopes: [
      { regime: 'all', trades: 64, tsUpdated: now - 2 * HOUR, arms: armsOf(1, 64) },
      { regime: 'calm|growth', trades: 38, tsUpdated: now - 2 * HOUR, arms: armsOf(1.3, 38) },
      { regime: 'stressed|growth', trades: 17, tsUpdated: now - 30 * HOUR, arms: armsOf(-0.9, 17) },
      { regime: 'calm|unknown', trades: 9, tsUpdated: now - 5 * DAY, arms: armsOf(0.4, 9) },
    ],
    calibrations: [
      {
        version: 'claude-opus-5-5@qd-agent-1',
        resolved: 139,
        open: 4,
        trust: 0.7,
        isSkilled: true,
        brierRaw: 0.2461,
        brierCalibrated: 0.2318,
        baseRate: 0.518,
        reliability: Array.from({ length: 10 }, (_, at) => binOf(at)),
        curve: Array.from({ length: 21 }, (_, at) => {
          const stated = at / 20;
          const fitted = 0.5 + Math.max(-0.16, Math.min(0.17, (stated - 0.5) * 0.55));
          return { stated, calibrated: fitted };
        }),
      },
      {
        version: 'rules',
        resolved: 22,
        open: 1,
        trust: 0.11,
        isSkilled: false,
        brierRaw: 0.2533,
        brierCalibrated: 0.2501,
        baseRate: 0.455,
        reliability: [],
        curve: Array.from({ length: 21 }, (_, at) => ({ stated: at / 20, calibrated: 0.5 })),
      },
    ],
    memory: [
      {
        ref: 'btc_support',
        kind: 'level',
        symbol: 'BTC/USDT',
        value: 'Buyers came in at 96,800 three times; below it the idea is wrong.',
        decisionId: 'd-41',
        tsAdded: now - 7 * HOUR,
        tsExpires: now + 17 * HOUR,
      },
      {
        ref: 'eth_thin',
        kind: 'regime_note',
        symbol: 'ETH/USDT',
        value: 'Volume below its mean since midnight; moves are given back within the hour.',
        decisionId: 'd-52',
        tsAdded: now - 2 * HOUR,
        tsExpires: now + 4 * HOUR,
      },
    ],
    lessons: [
      {
        tradeId: 'p-d-37',
        decisionId: 'd-37',
        symbol: 'BTC/USDT',
        what: 'costs_ate_the_gain',
        figures: { net_bps: -1.2, gross_bps: 9.8, cost_bps: 11 },
        ts: now - 11 * HOUR,
        tsExpires: now + 13 * DAY,
      },
      {
        tradeId: 'p-d-25',
        decisionId: 'd-25',
        symbol: 'BTC/USDT',
        what: 'target_met',
        figures: { net_bps: 42.1, held_s: 5_412 },
        ts: now - 20 * HOUR,
        tsExpires: now + 12 * DAY,
      },
    ],
  };
}
