import { qty } from '@quarterdeck/core/kernel/decimal';
import { asClientOrderId, asSymbolId, type SymbolId } from '@quarterdeck/core/kernel/ids';
import type { Effect } from '@quarterdeck/core/model/effect';
import type { OrderPurpose } from '@quarterdeck/core/model/order';

export const BTC = asSymbolId('BTC/USDT');
export const ETH = asSymbolId('ETH/USDT');

export function submitOf(
  id: string,
  { symbol = BTC, purpose = 'entry' }: { symbol?: SymbolId; purpose?: OrderPurpose } = {},
): Extract<Effect, { type: 'SubmitOrder' }> {
  return {
    type: 'SubmitOrder',
    purpose,
    request: {
      clientOrderId: asClientOrderId(id),
      symbol,
      side: 'buy',
      type: 'market',
      timeInForce: 'ioc',
      qty: qty('1'),
      postOnly: false,
      reduceOnly: purpose !== 'entry',
    },
  };
}

export const cancelOf = (id: string, symbol = BTC): Extract<Effect, { type: 'CancelOrder' }> => ({
  type: 'CancelOrder',
  clientOrderId: asClientOrderId(id),
  symbol,
});

export const recordSignal: Effect = {
  type: 'RecordLock',
  lock: { level: 'none', reason: 'test', by: 'test', tsSince: 0, eventSeq: 0 },
};
