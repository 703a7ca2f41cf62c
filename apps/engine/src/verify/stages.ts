import type { ProofKind } from '@quarterdeck/core/contract/proof/proof-report.schema';
import { lanesStage } from './lanes/lanes-stage.ts';
import { loadStage } from './load/load-stage.ts';
import { parityStage } from './parity/parity-stage.ts';
import type { Stage } from './stage.ts';

/** What each kind of run goes through, in this order. A new stage is one file and one line here. */
export const STAGES: Readonly<Record<ProofKind, readonly Stage[]>> = {
  full: [loadStage, lanesStage, parityStage],
  quick: [loadStage, lanesStage, parityStage],
  soak: [],
};
