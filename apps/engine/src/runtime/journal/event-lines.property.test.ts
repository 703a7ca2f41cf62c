import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DeskEvent } from '@quarterdeck/core/model/event';
import { EventEncoder } from './event-encoder.ts';
import { LineDecoder } from './line-decoder.ts';
import { anyEvent, arbitraryEvent, EVENT_KINDS } from './testing/arbitrary-events.ts';

/** Through text and back, as the journal does it. */
function passThroughText(events: readonly DeskEvent[]): DeskEvent[] {
  const encoder = new EventEncoder();
  const decoder = new LineDecoder();
  const lines = events.map((event) => encoder.encode(event)).join('');
  return lines
    .split('\n')
    .slice(0, -1)
    .map((line) => decoder.decode(line))
    .filter((entry) => entry !== undefined)
    .map((entry) => {
      if (entry.kind !== 'event') throw new Error(`not an event: ${entry.kind}`);
      return entry.event;
    });
}

test.each(EVENT_KINDS)('%s comes back from the journal exactly as it went in', (kind) => {
  fc.assert(
    fc.property(arbitraryEvent(kind), (generated) => {
      // Generated objects have no prototype; the desk's have one.
      const event = structuredClone(generated);
      expect(passThroughText([event])).toStrictEqual([event]);
    }),
  );
});

test('a mixed sequence comes back in order, symbols included', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 30 }), (generated) => {
      const events = structuredClone(generated);
      expect(passThroughText(events)).toStrictEqual(events);
    }),
  );
});
