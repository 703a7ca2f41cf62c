/** Two at a time: while one waits for its process, the other is judged. */
const AT_ONCE = 2;

/**
 * What `work` gives for each item, in their order. Rejects with the first failure once nothing is going on any more:
 * what the works share may be taken away then. `isOver` keeps further ones from beginning.
 */
export async function inPairs<TItem, TResult>(
  items: readonly TItem[],
  work: (item: TItem, index: number) => Promise<TResult>,
  isOver: () => boolean,
): Promise<TResult[]> {
  const results: TResult[] = [];
  const left = items.entries();
  let hasFailed = false;
  const goOn = async (): Promise<void> => {
    for (const [index, item] of left) {
      if (hasFailed || isOver()) return;
      results[index] = await work(item, index);
    }
  };
  const guarded = async (): Promise<void> => {
    try {
      await goOn();
    } catch (error) {
      hasFailed = true;
      throw error;
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, guarded));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return results;
}
