import type { DecisionRecord } from '../../contract/agent/decision-record.schema.ts';

type Change = (text: string) => string;

const changeValues = (
  texts: Readonly<Record<string, string>>,
  change: Change,
): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, change(text)]));

/**
 * The same record with each of its long texts changed: a text for its hash on the way into the store, where
 * a prompt asked three thousand times stands once, and back on the way out.
 */
export function mapTexts(record: DecisionRecord, change: Change): DecisionRecord {
  const { snapshot, request, answer, inputs } = record;
  return {
    ...record,
    snapshot: { ...snapshot, text: change(snapshot.text) },
    request: request && {
      ...request,
      staticText: change(request.staticText),
      slowText: change(request.slowText),
      freshText: change(request.freshText),
      schemaText: change(request.schemaText),
    },
    answer: answer && { ...answer, text: change(answer.text) },
    inputs: changeValues(inputs, change),
  };
}
