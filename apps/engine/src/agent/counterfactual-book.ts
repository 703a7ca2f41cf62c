import {
  toCounterfactualRow,
  type CounterfactualRow,
} from '@quarterdeck/core/decision/journal/counterfactual-row';
import { summariseCounterfactual } from '@quarterdeck/core/decision/journal/summarise-counterfactual';
import { parsed, type Parsed } from '@quarterdeck/core/kernel/verdict';
import { openDecisionReader, type DecisionReader } from '@quarterdeck/db/decision-reader';
import type { CounterfactualView } from '../api/decisions-port.ts';

const PAGE = 200;
/** Tokens are paid in US dollars; accounts are counted in them or in what is pegged to them. */
const QUOTE_PER_USD = 1;
/** A fixed seed: the same journal gives the same intervals. */
const INTERVAL = { seed: 20261121, resamples: 1_000, level: 0.9 };

function readRows(reader: DecisionReader): readonly CounterfactualRow[] {
  const rows: CounterfactualRow[] = [];
  let afterId = 0;
  for (;;) {
    const page = reader.read(afterId, PAGE);
    for (const { record, results } of page) {
      for (const result of results) {
        if (result.kind !== 'horizon') continue;
        const row = toCounterfactualRow(record, result, QUOTE_PER_USD);
        if (row !== null) rows.push(row);
      }
    }
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return rows;
    afterId = last.id;
  }
}

/** Rows that prove nothing are shown all the same, under the label that says so. */
export function summariseRows(rows: readonly CounterfactualRow[]): Parsed<CounterfactualView> {
  const evidence = summariseCounterfactual(rows, { ...INTERVAL, purpose: 'evidence' });
  if (evidence.ok) return parsed({ ...evidence.value, why: null });
  const test = summariseCounterfactual(rows, { ...INTERVAL, purpose: 'smoke test' });
  if (!test.ok) return test;
  const { code, numbers } = evidence;
  return parsed({ ...test.value, why: { code, numbers } });
}

/** Reads the whole journal: for a thread of its own. Throws StorageError. */
export function reckonCounterfactual(file: string): Parsed<CounterfactualView> {
  const reader = openDecisionReader(file);
  try {
    return summariseRows(readRows(reader));
  } finally {
    reader.close();
  }
}
