import { describe, expect, it } from 'vitest';
import { describeDecision } from './describe-decision.ts';
import { deciding, FAILED, recordOf, UNSENT } from './record.fixture.ts';

describe('a decision in a sentence', () => {
  it('says what was bought and how sure anybody was', () => {
    expect(describeDecision(recordOf())).toEqual({
      headline: 'Claude bought 0.0166 BTC/USDT',
      detail:
        'Stated 0.620 that the price rises by one ATR before it falls by one within 4h; 0.550 by its record.',
    });
  });

  it('does not call a wish a trade when nothing was sent', () => {
    expect(describeDecision(recordOf(UNSENT)).headline).toBe(
      'Claude wanted to buy BTC/USDT; no order came of it',
    );
  });

  it('says that an exit followed when the stop at the venue had to be called back first', () => {
    const taken = {
      action: 'SELL',
      notionalQuote: 1_000,
      reduces: true,
      stopPrice: null,
      targetPrice: null,
    };
    const record = recordOf({
      ...UNSENT,
      outcome: 'MODEL_SELL',
      decision: deciding('SELL'),
      plays: { taken, rules: null, vetoed: null },
    });
    expect(describeDecision(record).headline).toBe(
      'Claude closed BTC/USDT; the order followed when its stop had been called back',
    );
  });

  it('never calls a failure a hold', () => {
    const { headline, detail } = describeDecision(recordOf(FAILED));
    expect(headline).toBe('Nothing was decided about BTC/USDT: the service is overloaded');
    expect(detail).toContain('never a hold');
    expect(detail).toContain('It said: 529.');
  });

  it('names the veto with its numbers', () => {
    const veto = { code: 'SEND_PRICE_DRIFTED', numbers: { driftBps: 31, limitBps: 25 } };
    const { headline, detail } = describeDecision(
      recordOf({ ...UNSENT, outcome: 'VETO_STALE', veto }),
    );
    expect(headline).toBe('Claude wanted to buy BTC/USDT; the desk held it back');
    expect(detail).toContain('SEND_PRICE_DRIFTED: driftBps 31, limitBps 25.');
  });

  it('tells holding from abstaining and the rules from the model', () => {
    const headlineOf = (outcome: string, action: string, actor = 'model') =>
      describeDecision(recordOf({ ...UNSENT, outcome, actor, decision: deciding(action) }))
        .headline;
    expect(headlineOf('MODEL_HOLD', 'HOLD')).toBe('Claude left BTC/USDT as it is');
    expect(headlineOf('MODEL_ABSTAIN', 'ABSTAIN')).toBe('Claude could not judge BTC/USDT');
    expect(headlineOf('FALLBACK_HOLD', 'HOLD', 'rules')).toBe('The rules left BTC/USDT as it is');
  });
});
