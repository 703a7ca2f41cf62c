import type { ProofKind } from '@quarterdeck/core/contract/proof/proof-report.schema';
import { catalogueStage } from './catalogue/catalogue-stage.ts';
import { killStage } from './kill/kill-stage.ts';
import { lanesStage } from './lanes/lanes-stage.ts';
import { limitsStage } from './limits/limits-stage.ts';
import { climbStage } from './load/climb-stage.ts';
import { loadStage } from './load/load-stage.ts';
import { recordedStage } from './load/recorded-stage.ts';
import { lockStage } from './lock/lock-stage.ts';
import { parityStage } from './parity/parity-stage.ts';
import { shortSoakStage, soakStage } from './soak/soak-stage.ts';
import type { Stage } from './stage.ts';

/** What each kind of run goes through, in this order. A new stage is one file and one line here. */
export const STAGES: Readonly<Record<ProofKind, readonly Stage[]>> = {
  full: [
    loadStage,
    climbStage,
    recordedStage,
    catalogueStage,
    lanesStage,
    limitsStage,
    lockStage,
    parityStage,
    killStage,
    shortSoakStage,
  ],
  quick: [
    loadStage,
    climbStage,
    recordedStage,
    catalogueStage,
    lanesStage,
    limitsStage,
    lockStage,
    parityStage,
    killStage,
  ],
  soak: [soakStage],
};
