import { createReplaySteps } from '@quarterdeck/core/decision/agent/replay-steps';
import { createDecisionLog } from '@quarterdeck/db/decision-log';
import { openDecisionReader } from '@quarterdeck/db/decision-reader';
import { openMemory } from '@quarterdeck/db/open-memory';
import { databaseFileOf } from '../../../runtime/start/data-folder.ts';
import { replayDecisions } from '../../commands/decisions/replay-decisions.ts';
import { benchDecision } from '../bench-decisions.ts';
import type { BenchContext, Figure, Measure } from '../measure.ts';
import { measureRate } from '../repeat.ts';

function storeMany(file: string, count: number, { ports }: BenchContext): void {
  const { clock, randomId } = ports;
  const memory = openMemory({ file, now: () => clock.now(), randomId: () => randomId(6) });
  try {
    const log = createDecisionLog(memory.database);
    memory.database.sqlite.transaction(() => {
      for (let number = 1; number <= count; number += 1) log.append(benchDecision(number));
    })();
  } finally {
    memory.close();
  }
}

function run(context: BenchContext): Figure {
  const { ports, isQuick, workspace } = context;
  const file = databaseFileOf(workspace.makeFolder());
  storeMany(file, isQuick ? 1_000 : 4_000, context);
  const reader = openDecisionReader(file);
  const steps = createReplaySteps();
  try {
    const work = (): number => {
      const { decisions, differences } = replayDecisions(reader, steps, { clock: ports.clock });
      const [first] = differences;
      if (first === undefined) return decisions;
      throw new Error(`${first.decisionId} came out otherwise: ${first.field}`);
    };
    return measureRate({ clock: ports.clock, times: isQuick ? 3 : 9, work });
  } finally {
    reader.close();
  }
}

/** Stored decisions worked out again, reading, checking their shape and every step included. */
export const decisionsReplay: Measure = {
  name: 'decisions.replay_per_s',
  unit: 'decisions/s',
  goal: { reach: 2_000, direction: 'at_least' },
  run,
};
