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

const textOf = (fields: Fields, name: string): string => labelled('', fields[name]);

function partsOfSwitches(fields: Fields): readonly string[] {
  const switches = [onOff('entry', fields['entry_enabled']), onOff('exit', fields['exit_enabled'])];
  const changes = [...switches, labelled('memo: ', fields['memo'])];
  return [textOf(fields, 'strategyId'), changes.filter((part) => part !== '').join(', ')];
}

function partsOfParams(fields: Fields): readonly string[] {
  const params = Object.entries((fields['params'] ?? {}) as Fields);
  const changes = params.map(([name, value]) => `${name} ${String(value)}`).join(', ');
  return [textOf(fields, 'strategyId'), `${changes}:`, textOf(fields, 'reason')];
}

/** By action; of every other, the reason. */
const PARTS: ReadonlyMap<string, (fields: Fields) => readonly string[]> = new Map([
  ['SetStrategyControl', partsOfSwitches],
  ['SetStrategyParams', partsOfParams],
  [
    'ReloadParams',
    (fields) => [textOf(fields, 'strategyId') || 'all strategies', textOf(fields, 'reason')],
  ],
  ['Lock', (fields) => [fields['level'] === 'freeze' ? 'freeze:' : '', textOf(fields, 'reason')]],
  [
    'ClosePosition',
    (fields) => [textOf(fields, 'positionId'), labelled('qty ', fields['qty']) || 'all of it'],
  ],
  ['MoveStop', (fields) => [textOf(fields, 'positionId'), labelled('to ', fields['stopPrice'])]],
  ['CancelOrder', (fields) => [textOf(fields, 'clientOrderId')]],
  ['StartProof', (fields) => [textOf(fields, 'kind'), textOf(fields, 'runId')]],
  ['StopProof', (fields) => [textOf(fields, 'runId')]],
  [
    'Flatten',
    (fields) => [fields['lockFirst'] === true ? 'lock first:' : '', textOf(fields, 'reason')],
  ],
]);

/** What was asked, in a few words: the target with its figures, or the reason. Empty when there is neither. */
export function describeAuditRequest({
  action,
  request,
}: Pick<AuditEntry, 'action' | 'request'>): string {
  const fields = parseRequest(request);
  const parts = PARTS.get(action)?.(fields) ?? [textOf(fields, 'reason')];
  return parts.filter((part) => part !== '').join(' ');
}
