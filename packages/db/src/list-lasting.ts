import type { RecordEffect } from '@quarterdeck/core/model/effect';

/** What the row of a record is overwritten by; undefined for records that only ever add one. */
function rowKeyOf(record: RecordEffect): string | undefined {
  switch (record.type) {
    case 'RecordOrder':
      return `order ${record.order.clientOrderId}`;
    case 'RecordPosition':
      return `position ${record.position.positionId}`;
    case 'RecordSignal':
      return `signal ${record.signal.strategyId}`;
    case 'RecordRiskMemory':
      return 'risk memory';
    default:
      return undefined;
  }
}

/**
 * The records of one transaction without those whose row a later one of it overwrites: nobody could ever read them.
 * The order of the others stays.
 */
export function listLasting(records: readonly RecordEffect[]): readonly RecordEffect[] {
  if (records.length < 2) return records;
  const seen = new Set<string>();
  const lasting: RecordEffect[] = [];
  for (const record of records.toReversed()) {
    const key = rowKeyOf(record);
    if (key !== undefined) {
      if (seen.has(key)) continue;
      seen.add(key);
    }
    lasting.push(record);
  }
  return lasting.reverse();
}
