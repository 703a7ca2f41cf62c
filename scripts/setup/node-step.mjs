import { StepFailure } from './step.mjs';

const NEEDED = [20, 19];

/** @param {string} version as process.versions.node */
export function isNodeRecentEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1]);
}

/** @type {import('./step.mjs').Step} */
export const nodeStep = {
  name: 'node',
  does: 'checking the Node version',
  current: () =>
    isNodeRecentEnough(process.versions.node) ? `Node ${process.versions.node}` : undefined,
  run: () => {
    throw new StepFailure(
      `Node ${NEEDED.join('.')} or newer is needed, this is ${process.versions.node} (see https://nodejs.org)`,
    );
  },
};
