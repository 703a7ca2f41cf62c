import type { StoredDecision } from '@quarterdeck/core/contract/agent/decision-list.schema';

export interface TimelineFill {
  readonly clientOrderId: string;
  readonly side: string;
  readonly qty: string;
  readonly price: string;
  readonly tsEvent: number;
}

export interface TimelineStep {
  readonly ts: number;
  readonly what: string;
  readonly detail: string;
  /** From the moment of the decision; below zero before it. */
  readonly sinceDecisionMs: number;
  /** From the step before; null for the first. */
  readonly sinceBeforeMs: number | null;
}

type Bare = Pick<TimelineStep, 'ts' | 'what' | 'detail'>;

function callSteps({ attempts }: StoredDecision['record']): Bare[] {
  const many = attempts.length > 1;
  return attempts.flatMap(({ attempt, tsSent, tsEnded, end, failure, model }) => {
    const number = many ? ` ${attempt}` : '';
    const ended = end === 'message' ? 'Answer in' : 'Attempt failed';
    return [
      { ts: tsSent, what: `Question${number} out`, detail: model },
      { ts: tsEnded, what: ended, detail: failure ?? '' },
    ];
  });
}

function orderSteps({ orders, tsOrder }: StoredDecision['record']): Bare[] {
  if (tsOrder === null) return [];
  return orders.map(({ leg, side, qty, price, clientOrderId }) => ({
    ts: tsOrder,
    what: `Order: ${leg}`,
    detail: `${side} ${qty} ${price === null ? 'at the market' : `at ${price}`} · ${clientOrderId}`,
  }));
}

function tradeSteps({ results }: StoredDecision): Bare[] {
  return results.flatMap((result) =>
    result.kind === 'trade'
      ? [{ ts: result.tsClosed, what: 'Position closed', detail: result.exitReason }]
      : [],
  );
}

/** From the newest figure to the closed trade, in the order of time, with the milliseconds between. */
export function toTimeline(
  stored: StoredDecision,
  fills: readonly TimelineFill[],
): readonly TimelineStep[] {
  const { record } = stored;
  const { tsData, tsDecision } = record;
  const steps: Bare[] = [
    { ts: tsData, what: 'Newest figure', detail: 'of the snapshot' },
    { ts: tsDecision, what: 'Evaluation', detail: `gate ${record.gate.layer}` },
    ...callSteps(record),
    ...orderSteps(record),
    ...fills.map(({ tsEvent, side, qty, price }) => ({
      ts: tsEvent,
      what: 'Fill',
      detail: `${side} ${qty} at ${price}`,
    })),
    ...tradeSteps(stored),
  ];
  const inOrder = steps.toSorted((one, other) => one.ts - other.ts);
  return inOrder.map((step, at) => {
    const before = inOrder[at - 1];
    return {
      ...step,
      sinceDecisionMs: step.ts - tsDecision,
      sinceBeforeMs: before === undefined ? null : step.ts - before.ts,
    };
  });
}
