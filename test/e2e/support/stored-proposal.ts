import path from 'node:path';
import type { Proposal } from '@quarterdeck/core/contract/strategy-card.schema';
import { openResearchStore } from '@quarterdeck/db/research-store';
import type { DeskProcess } from './desk-process.ts';

const FIGURES = {
  currency: 'USD',
  net: '12.5',
  returnPct: 0.0125,
  trades: 40,
  winRatePct: 55,
  profitFactor: 1.2,
  sharpe: 0.9,
  maxDrawdownPct: 0.4,
} as const;

/** Puts a proposal beside the running engine, as the tuner does in a process of its own. */
export function storeProposal(
  desk: DeskProcess,
  proposal: Pick<Proposal, 'id' | 'strategyId' | 'params'>,
): void {
  const store = openResearchStore({
    file: path.join(desk.home, 'research.db'),
    now: () => Date.now(),
    pid: process.pid,
    // Whatever the engine has under way is not ours to end.
    isAlive: () => true,
  });
  try {
    store.proposals.add({
      ...proposal,
      searchId: 'search-of-a-test',
      inSample: FIGURES,
      outOfSample: { ...FIGURES, net: '3.5', returnPct: 0.0035 },
      current: { ...FIGURES, net: '-4', returnPct: -0.004 },
      verdict: 'better than what is in effect on data it had not seen',
      isLikelyNoise: false,
      state: 'open',
      decidedBy: null,
      ts: Date.now(),
    });
  } finally {
    store.close();
  }
}
