import type { StoredDecision } from '@quarterdeck/core/contract/agent/decision-list.schema';
import type { DecisionRecord } from '@quarterdeck/core/contract/agent/decision-record.schema';
import type { DecisionResult } from '@quarterdeck/core/contract/agent/decision-result.schema';
import { describeRefusal } from '@quarterdeck/core/kernel/verdict';
import { formatTime } from '../../format-time.ts';

const line = (name: string, text: string): string => `${name.padEnd(12)}${text}`;

function clockText({ tsData, tsDecision, tsOrder }: DecisionRecord): string {
  const sent = tsOrder === null ? 'no order' : `ordered ${tsOrder - tsDecision} ms later`;
  return `${formatTime(tsDecision)}, data ${tsDecision - tsData} ms old, ${sent}`;
}

function decisionLines({ decision, probability }: DecisionRecord): readonly string[] {
  if (decision === null) return [];
  const { action, event, horizon, rationale, evidence } = decision;
  const calibrated = probability.calibrated ?? 'not calibrated';
  return [
    line('decision', `${action}, ${event} in ${horizon}`),
    line('probability', `stated ${probability.raw ?? 'none'}, used ${calibrated}`),
    // Text of a model: one line, shown and never interpreted.
    line('rationale', JSON.stringify(rationale)),
    ...evidence.map(({ field, stance }) => line('evidence', `${stance} ${field}`)),
  ];
}

function sizeLines({ size, orders, veto }: DecisionRecord): readonly string[] {
  return [
    ...(size === null ? [] : [line('size', `${size.requested} asked, ${size.unit}`)]),
    ...(size?.clamps ?? []).map(({ name, before, after }) =>
      line('clamp', `${name}: ${before} -> ${after}`),
    ),
    ...(size === null ? [] : [line('size', `${size.final} in the end`)]),
    ...(veto === null ? [] : [line('veto', describeRefusal(veto))]),
    ...orders.map(({ leg, side, qty, price, clientOrderId }) =>
      line('order', `${leg} ${side} ${qty} at ${price ?? 'market'}  ${clientOrderId}`),
    ),
  ];
}

function modelLines({ request, attempts, cost, modelReturned }: DecisionRecord): readonly string[] {
  if (request === null) return [line('model', 'not asked')];
  const unbilled = cost.unbilled === 0 ? '' : `, ${cost.unbilled} attempts may be billed besides`;
  return [
    line('model', `${request.model}, answered by ${modelReturned ?? 'nobody'}`),
    ...attempts.map(({ attempt, tsSent, tsEnded, end, failure, status }) =>
      line(
        'attempt',
        `${attempt}: ${end}${failure === null ? '' : ` ${failure}`}, status ${status ?? 'none'}, ${tsEnded - tsSent} ms`,
      ),
    ),
    line('cost', `$${cost.total} at prices of ${cost.priceTableVersion}${unbilled}`),
  ];
}

function resultLine(result: DecisionResult): string {
  if (result.kind === 'trade') {
    return line('trade', `net ${result.net}, fees ${result.fees}, ${result.exitReason}`);
  }
  const { horizon, claude, rules, vetoed } = result;
  const parts = [`net ${claude.net.toFixed(2)}`, `rules ${rules?.net.toFixed(2) ?? 'not run'}`];
  if (vetoed !== null) parts.push(`vetoed order ${vetoed.net.toFixed(2)}`);
  return line(`after ${horizon}`, `${parts.join(', ')}, nothing 0`);
}

/** For a terminal; the long texts only with `--json`. */
export function describeDecision(stored: StoredDecision): readonly string[] {
  const { record, id, results } = stored;
  return [
    `${record.decisionId} (row ${id}): ${record.symbol} ${record.outcome} by ${record.actor}`,
    line('when', clockText(record)),
    line('gate', describeRefusal({ code: record.gate.layer, numbers: record.gate.numbers })),
    ...decisionLines(record),
    ...sizeLines(record),
    ...modelLines(record),
    ...(record.failure === null
      ? []
      : [line('failure', JSON.stringify(`${record.failure.outcome} ${record.failure.detail}`))]),
    line('breaker', record.breaker.state),
    line('budget', `${record.budget.mode}, $${record.budget.spent} of $${record.budget.limit}`),
    ...results.map(resultLine),
    line('before', stored.previousId ?? 'none'),
    line('after', stored.nextId ?? 'none'),
  ];
}
