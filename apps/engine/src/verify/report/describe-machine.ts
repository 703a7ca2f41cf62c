import { availableParallelism, cpus, totalmem } from 'node:os';
import { readSqliteVersion } from '@quarterdeck/db/sqlite-version';
import type { ProofReport } from '@quarterdeck/core/contract/proof/proof-report.schema';
import { readVersion } from '../../runtime/start/project-paths.ts';

/** On what the run was made, for whoever compares its times. */
export function describeMachine(): Pick<ProofReport, 'machine' | 'versions'> {
  return {
    versions: {
      quarterdeck: readVersion(),
      node: process.versions.node,
      sqlite: readSqliteVersion(),
    },
    machine: {
      cpu: cpus()[0]?.model.trim() ?? 'unknown',
      cores: availableParallelism(),
      memoryMb: Math.round(totalmem() / (1024 * 1024)),
      platform: `${process.platform} ${process.arch}`,
    },
  };
}
