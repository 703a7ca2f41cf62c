import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { contextOf, figuresOf, readInput, valuesOf, writeInputs } from './agent-inputs.ts';
import { answerContext, wireAnswer } from './answer.fixture.ts';
import { readAnswer } from './read-answer.ts';

/** As a record carries it. */
const journalled = () => {
  const { figures, ...rest } = answerContext();
  return writeInputs({ readAnswer: { ...rest, figures: valuesOf(figures) } });
};

describe('the inputs of a decision', () => {
  it('are one text a step, and a step that was not taken leaves none', () => {
    const inputs = journalled();
    expect(Object.keys(inputs)).toEqual(['readAnswer']);
    expect(readInput(inputs, 'weigh')).toBeUndefined();
    expect(readInput(inputs, 'send')).toBeUndefined();
  });

  it('read an answer again as it was read the first time, figure by figure', () => {
    const stored = readInput(journalled(), 'readAnswer');
    if (stored === undefined) throw new Error('not stored');
    const answers = [
      wireAnswer(),
      wireAnswer({ evidence: [{ field: 'btc.1h.none', stance: 'supports' }] }),
      wireAnswer({ symbol: 'DOGE/USDT' }),
      wireAnswer({ stop: { kind: 'level', value: 60_000 } }),
    ];
    for (const wire of answers) {
      const text = JSON.stringify(wire);
      const first = readAnswer(text, 'end_turn', answerContext());
      expect(readAnswer(text, 'end_turn', contextOf(stored))).toEqual(first);
    }
  });

  it('keep every value of a figure to the last bit', () => {
    const values = fc.dictionary(
      fc.stringMatching(/^[a-z][a-z0-9._]{0,20}$/),
      fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0)),
    );
    fc.assert(
      fc.property(values, (figures) => {
        const text = JSON.stringify(valuesOf(figuresOf(figures)));
        expect(JSON.parse(text)).toEqual({ ...figures });
      }),
      { seed: 20_261_121 },
    );
  });
});
