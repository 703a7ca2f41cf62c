import { startKillTarget } from './kill-target.ts';

/** A program that a test kills: starts a process on the folder it is given and says once that one trades. */
const [folder = ''] = process.argv.slice(2);
const target = startKillTarget({ folder, seed: 7, life: 0 }, new AbortController().signal);
await target.trading;
process.send?.('trading');
