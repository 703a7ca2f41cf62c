import type { Desk } from '@quarterdeck/core/desk-contract';
import type { Effect } from '@quarterdeck/core/model/effect';
import type { DeskEvent } from '@quarterdeck/core/model/event';

/** The same desk; `hear` is told of each event after it was handled, with what it caused. */
export function listenToDesk(
  desk: Desk,
  hear: (event: DeskEvent, effects: readonly Effect[]) => void,
): Desk {
  return {
    view: desk.view,
    agent: desk.agent,
    mayLeave: (clientOrderId) => desk.mayLeave(clientOrderId),
    handle: (event) => {
      const effects = desk.handle(event);
      hear(event, effects);
      return effects;
    },
  };
}
