import path from 'node:path';
import type { ProofMutations } from '@quarterdeck/core/contract/proof/mutations.schema';
import { durationText } from './duration-text.ts';

/** One line a fault, in columns, for the person at the terminal. */
export function describeMutations(mutations: ProofMutations, folder: string): readonly string[] {
  const { defects, clean, verdict, elapsedMs } = mutations;
  const widths = {
    defect: Math.max(...defects.map(({ defect }) => defect.length)),
    criterion: Math.max(...defects.map(({ criterion }) => criterion.length)),
  };
  const rows = defects.map(({ defect, criterion, isCaught, run }) => {
    const offender = run.failed.find(({ id }) => id === criterion)?.offender ?? undefined;
    const seen = offender === undefined ? '' : `  ${offender.where}: ${offender.found}`;
    const start = `${defect.padEnd(widths.defect)}  ${criterion.padEnd(widths.criterion)}`;
    return `${start}  ${isCaught ? 'caught' : 'MISSED'}${seen}`;
  });
  const asItIs = clean.failed.map(({ id }) => id).join(', ');
  const caught = defects.filter(({ isCaught }) => isCaught).length;
  return [
    ...rows,
    ...(asItIs === '' ? [] : [`the engine as it is fails ${asItIs}`]),
    `${verdict}  ${caught} of ${defects.length} caught, in ${durationText(elapsedMs)}`,
    `report  ${path.join(folder, 'mutations.json')}`,
  ];
}
