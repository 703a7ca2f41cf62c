import path from 'node:path';

/** A name of a folder and nothing else: no separator, and nothing that leads out of where it is looked for. */
const RUN_ID = /^[0-9A-Za-z][\w.-]{0,63}$/;

export const isProofRunId = (text: string): boolean => RUN_ID.test(text);

/** Holds one folder a run. */
export const proofsFolderOf = (home: string): string => path.join(home, 'proof');

export const reportFileOf = (folder: string): string => path.join(folder, 'report.json');
export const mutationsFileOf = (folder: string): string => path.join(folder, 'mutations.json');
export const progressFileOf = (folder: string): string => path.join(folder, 'progress.json');
