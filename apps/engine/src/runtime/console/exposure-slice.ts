import { formatMoney, money } from '@quarterdeck/core/kernel/decimal';
import type { RiskConfig } from '@quarterdeck/core/contract/config.schema';
import type { ConsoleState } from '@quarterdeck/core/contract/console-state.schema';
import type { DeskView } from '@quarterdeck/core/model/desk-view';

/** What is at risk beside what may be. */
export function exposureSlice(view: DeskView, risk: RiskConfig): ConsoleState['exposure'] {
  const { total, bySymbol } = view.exposure();
  const symbolCap = formatMoney(money(risk.max_symbol_exposure));
  return {
    total: formatMoney(total),
    cap: formatMoney(money(risk.max_total_exposure)),
    bySymbol: bySymbol.map(({ symbol, exposure }) => ({
      symbol,
      exposure: formatMoney(exposure),
      cap: symbolCap,
    })),
  };
}
