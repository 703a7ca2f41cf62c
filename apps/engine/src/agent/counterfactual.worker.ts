import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { reckonCounterfactual } from './counterfactual-book.ts';

// Linux gives each thread a priority of its own: ticks and orders come first.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_LOW);

parentPort?.postMessage(reckonCounterfactual(workerData as string));
