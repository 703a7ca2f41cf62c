import type { Desk } from '@quarterdeck/core/desk-contract';
import type { Effect } from '@quarterdeck/core/model/effect';
import type { DeskEvent } from '@quarterdeck/core/model/event';

/** Sees every event, what it caused, and the desk behind it. */
export interface DeskWatch {
  see(event: DeskEvent, effects: readonly Effect[], desk: Desk): void;
}

/** The desk as it is, with others looking on after each event. */
export const watchDesk =
  (...watches: readonly DeskWatch[]) =>
  (desk: Desk): Desk => ({
    view: desk.view,
    agent: desk.agent,
    mayLeave: (clientOrderId) => desk.mayLeave(clientOrderId),
    handle: (event) => {
      const effects = desk.handle(event);
      for (const watch of watches) watch.see(event, effects, desk);
      return effects;
    },
  });
