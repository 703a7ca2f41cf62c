import { expect, it } from 'vitest';
import type { AgentAction, DecisionEvent } from '../../model/agent/decision.ts';
import { chanceOfAction } from './check-stance.ts';

const UP = 'up_1atr_before_down_1atr';
const DOWN = 'down_1atr_before_up_1atr';
const cases: [AgentAction, DecisionEvent, number][] = [
  ['BUY', UP, 0.75],
  ['BUY', DOWN, 0.25],
  ['SELL', DOWN, 0.75],
  ['SELL', UP, 0.25],
  ['HOLD', UP, 0.5],
  ['ABSTAIN', DOWN, 0.5],
];

it.each(cases)('takes the chance of %s from a probability of %s', (action, event, chance) => {
  expect(chanceOfAction({ action, event, pEvent: 0.75 })).toBe(chance);
});
