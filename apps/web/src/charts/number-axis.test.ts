import { expect, it } from 'vitest';
import { numberAxis, tickText } from './number-axis.ts';

it('names the few figures of its own across, and round ones up', () => {
  const across = numberAxis([3, 10, 50, 200, 3], { isLog: true, isWidened: false });
  expect(across).toEqual({ scale: 'log', domain: [3, 200], ticks: [3, 10, 50, 200] });
  const up = numberAxis([0.4, 7, 120], { isLog: true, isWidened: true });
  expect(up).toEqual({ scale: 'log', domain: [0.3, 300], ticks: [0.3, 1, 3, 10, 30, 100, 300] });
});

it('begins at zero where nothing is below it, so that heights can be compared', () => {
  const { domain, ticks } = numberAxis([62, 80], { isLog: false, isWidened: true });
  expect(domain).toEqual([0, 80]);
  expect(ticks).toEqual([0, 20, 40, 60, 80]);
  expect(numberAxis([-3, 5], { isLog: false, isWidened: true }).domain).toEqual([-4, 6]);
});

it('is never logarithmic over zero, below it, or on a short way', () => {
  for (const values of [
    [0, 1_000],
    [-1, 1_000],
    [5, 20],
  ]) {
    expect(numberAxis(values, { isLog: true, isWidened: true }).scale).toBe('linear');
  }
});

it('ends where many values end, with round figures between', () => {
  const values = Array.from({ length: 40 }, (_, at) => 7 + at);
  const { domain, ticks } = numberAxis(values, { isLog: false, isWidened: false });
  expect(domain).toEqual([7, 46]);
  expect(ticks).toEqual([10, 20, 30, 40]);
});

it('has an axis for nothing and for one figure', () => {
  expect(numberAxis([], { isLog: false, isWidened: true }).ticks).toEqual([]);
  const { domain } = numberAxis([5], { isLog: true, isWidened: false });
  expect(domain[0]).toBeLessThan(5);
  expect(domain[1]).toBeGreaterThan(5);
});

it('writes figures that fit a margin', () => {
  expect([0, 0.05, 2_500, 12_500, 1_500_000, 3e9].map(tickText)).toEqual([
    '0',
    '0.05',
    '2,500',
    '12.5k',
    '1.5M',
    '3G',
  ]);
});
