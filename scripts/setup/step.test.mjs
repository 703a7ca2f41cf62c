import { expect, it } from 'vitest';

import { isNodeRecentEnough } from './node-step.mjs';
import { StepFailure, runSteps } from './step.mjs';

function recordedStep({ current, failure }) {
  const step = {
    name: 'engine',
    does: 'bundling the engine',
    runs: 0,
    current: () => current,
    run: () => {
      step.runs += 1;
      if (failure) throw new StepFailure(failure);
    },
  };
  return step;
}

it('skips a step that is current and says why', async () => {
  const lines = [];
  const step = recordedStep({ current: 'bundle matches the sources' });
  await runSteps([step], (line) => lines.push(line));
  expect(step.runs).toBe(0);
  expect(lines).toEqual(['[engine] current: bundle matches the sources']);
});

it('says what a step does before it does it', async () => {
  const lines = [];
  const step = recordedStep({ current: undefined });
  await runSteps([step], (line) => lines.push(line));
  expect(step.runs).toBe(1);
  expect(lines).toEqual(['[engine] bundling the engine']);
});

it('stops at the first step that fails', async () => {
  const failing = recordedStep({ current: undefined, failure: 'no compiler' });
  const next = recordedStep({ current: undefined });
  await expect(runSteps([failing, next], () => {})).rejects.toThrow('no compiler');
  expect(next.runs).toBe(0);
});

it.each([
  ['20.18.3', false],
  ['20.19.0', true],
  ['22.1.0', true],
  ['18.20.4', false],
])('takes Node %s: %s', (version, isTaken) => {
  expect(isNodeRecentEnough(version)).toBe(isTaken);
});
