import type { AuditEntry } from '../../ports/memory.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Stored text: what an older version wrote, or somebody else changed, must not break the list. */
function parseRequest(request: string): Fields {
  try {
    const value: unknown = JSON.parse(request);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

const onOff = (name: string, value: unknown): string =>
  typeof value === 'boolean' ? `${name} ${value ? 'on' : 'off'}` : '';

const labelled = (label: string, value: unknown): string =>
  typeof value === 'string' && value !== '' ? `${label}${value}` : '';

function partsOf(action: string, fields: Fields): readonly string[] {
  const text = (name: string): string => labelled('', fields[name]);
  switch (action) {
    case 'SetStrategyControl': {
      const switches = [
        onOff('entry', fields['entry_enabled']),
        onOff('exit', fields['exit_enabled']),
      ];
      const memo = labelled('memo: ', fields['memo']);
      const changes = [...switches, memo].filter((part) => part !== '').join(', ');
      return [text('strategyId'), changes];
    }
    case 'SetStrategyParams': {
      const params = Object.entries((fields['params'] ?? {}) as Fields);
      const changes = params.map(([name, value]) => `${name} ${String(value)}`).join(', ');
      return [text('strategyId'), `${changes}:`, text('reason')];
    }
    case 'ReloadParams':
      return [text('strategyId') || 'all strategies', text('reason')];
    case 'Lock':
      return [fields['level'] === 'freeze' ? 'freeze:' : '', text('reason')];
    case 'ClosePosition':
      return [text('positionId'), labelled('qty ', fields['qty']) || 'all of it'];
    case 'MoveStop':
      return [text('positionId'), labelled('to ', fields['stopPrice'])];
    case 'CancelOrder':
      return [text('clientOrderId')];
    case 'Flatten':
      return [fields['lockFirst'] === true ? 'lock first:' : '', text('reason')];
    default:
      return [text('reason')];
  }
}

/** What was asked, in a few words: the target with its figures, or the reason. Empty when there is neither. */
export function describeAuditRequest({
  action,
  request,
}: Pick<AuditEntry, 'action' | 'request'>): string {
  const parts = partsOf(action, parseRequest(request));
  return parts.filter((part) => part !== '').join(' ');
}
