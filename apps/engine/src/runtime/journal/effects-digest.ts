import type { Effect } from '@quarterdeck/core/model/effect';
import { StructureHash } from './structure-hash.ts';

/**
 * A fill changes the sums of its own symbol and strategy alone; all others stand in the digests of the fills behind
 * them, and with 200 symbols they would be most of the text.
 */
function withChangedSums(effect: Effect): unknown {
  if (effect.type !== 'RecordFill') return effect;
  const { fill, totals } = effect;
  const isOwn = (row: { readonly symbol: string }): boolean => row.symbol === fill.symbol;
  return {
    ...effect,
    totals: {
      ...totals,
      bySymbol: totals.bySymbol.find(isOwn),
      cashQuote: totals.cashQuote.find(isOwn),
      byStrategy: totals.byStrategy.find(({ strategyId }) => strategyId === fill.strategyId),
    },
  };
}

/** 64 bits over the effects, as hex: short to store, and no accident makes two alike. */
export function digestEffects(effects: readonly Effect[]): string {
  return new StructureHash().add(effects.map(withChangedSums)).toString();
}
