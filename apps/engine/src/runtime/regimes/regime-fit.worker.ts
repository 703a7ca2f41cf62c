import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { fitHmm } from '@quarterdeck/core/market/regimes/fit-hmm';
import type { FitAnswer, FitTask } from './fit-task.ts';

// Linux gives each thread a priority of its own: ticks and orders come first.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_LOW);

const { returns, options } = workerData as FitTask;
const answer: FitAnswer = fitHmm(returns, options);
parentPort?.postMessage(answer);
