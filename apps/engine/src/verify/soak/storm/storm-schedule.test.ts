import { describe, expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '@quarterdeck/core/kernel/clock';
import { createRng } from '@quarterdeck/core/kernel/rng';
import { EPISODE_KINDS, EPISODES } from './storm-kinds.ts';
import { StormSchedule, type Episode } from './storm-schedule.ts';

/** All of a run, asked for in steps of a length. */
function episodesOf(seed: number, runMs: number, stepMs: number): readonly Episode[] {
  const schedule = new StormSchedule(createRng(seed), runMs);
  const all: Episode[] = [];
  for (let elapsedMs = 0; elapsedMs < runMs; elapsedMs += stepMs)
    all.push(...schedule.take(elapsedMs + stepMs));
  return all;
}

describe('when the troubles of a storm begin', () => {
  it('is the same for the same seed, however often it is asked', () => {
    const fine = episodesOf(7, 2 * HOUR_MS, 250);
    expect(episodesOf(7, 2 * HOUR_MS, 30_000)).toHaveLength(fine.length);
    expect(new Set(episodesOf(7, 2 * HOUR_MS, 30_000))).toEqual(new Set(fine));
    expect(episodesOf(8, 2 * HOUR_MS, 250)).not.toEqual(fine);
  });

  it.each([1, 2, 3, 4, 5])('brings every kind even into ten minutes, seed %i', (seed) => {
    const met = new Set(episodesOf(seed, 10 * MINUTE_MS, 1_000).map(({ kind }) => kind));
    expect([...met].sort()).toEqual([...EPISODE_KINDS].sort());
  });

  it('keeps the lengths within what the kind allows, and its distances about the mean', () => {
    const runMs = 200 * HOUR_MS;
    const all = episodesOf(3, runMs, MINUTE_MS);
    for (const kind of EPISODE_KINDS) {
      const { perHour, leastMs, mostMs } = EPISODES[kind];
      const own = all.filter((episode) => episode.kind === kind);
      expect(own.every(({ lengthMs }) => lengthMs >= leastMs && lengthMs <= mostMs)).toBe(true);
      expect(own.length / (runMs / HOUR_MS) / perHour).toBeGreaterThan(0.9);
      expect(own.length / (runMs / HOUR_MS) / perHour).toBeLessThan(1.1);
    }
  });

  it('moves no other kind when one is drawn from more often', () => {
    const long = episodesOf(5, 20 * HOUR_MS, 1_000);
    const short = episodesOf(5, 10 * HOUR_MS, 1_000);
    expect(long.slice(0, short.length)).toEqual(short);
  });
});
