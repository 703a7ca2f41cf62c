import { expect, it } from 'vitest';
import { inPairs } from './in-pairs.ts';

const never = (): boolean => false;

it('gives results in the order of the items, whichever ends first', async () => {
  const gates: (() => void)[] = [];
  const results = inPairs(
    ['a', 'b'],
    async (name, index) => {
      await new Promise<void>((resolve) => {
        gates[index] = resolve;
      });
      return name;
    },
    never,
  );
  gates[1]?.();
  gates[0]?.();
  expect(await results).toEqual(['a', 'b']);
});

it('has no more than two going on', async () => {
  let going = 0;
  let most = 0;
  await inPairs(
    [1, 2, 3, 4, 5],
    async () => {
      going += 1;
      most = Math.max(most, going);
      await Promise.resolve();
      going -= 1;
    },
    never,
  );
  expect(most).toBe(2);
});

it('rejects only once the other one has ended, and begins nothing more', async () => {
  const begun: number[] = [];
  let hasEnded = false;
  const work = async (item: number): Promise<void> => {
    begun.push(item);
    if (item === 1) throw new Error('the disk is full');
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    hasEnded = true;
  };
  await expect(inPairs([1, 2, 3, 4], work, never)).rejects.toThrow('the disk is full');
  expect(hasEnded).toBe(true);
  expect(begun).toEqual([1, 2]);
});

it('begins nothing once it is over', async () => {
  const begun: number[] = [];
  const work = (item: number): Promise<void> => {
    begun.push(item);
    return Promise.resolve();
  };
  await inPairs([1, 2, 3], work, () => begun.length > 1);
  expect(begun).toEqual([1, 2]);
});
