import type { Intent } from './intent.ts';

declare const approval: unique symbol;

/** An intent that passed guard and checks. The order book takes nothing else, and only `risk/approve.ts` makes one. */
export interface ApprovedIntent extends Intent {
  readonly [approval]: true;
}
