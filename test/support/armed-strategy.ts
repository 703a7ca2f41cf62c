import type { EntryProposal } from '@quarterdeck/core/strategies/contract';
import { BTC, stubStrategy } from './desk-world.ts';

/** A strategy that asks once for what the test puts before it, and leaves when told to. */
export function armedStrategy(id = 'stub_a') {
  const wish: { next: EntryProposal | undefined; leave: boolean } = {
    next: undefined,
    leave: false,
  };
  const setup = stubStrategy(id, {
    enter: (view) => {
      if (view.instrument.symbol !== BTC) return undefined;
      const { next } = wish;
      wish.next = undefined;
      return next;
    },
    exit: () => (wish.leave ? { fraction: 1, thesis: 'done' } : undefined),
  });
  return { wish, setup };
}
