import type {
  ProofMeasure,
  ProofReport,
} from '@quarterdeck/core/contract/proof/proof-report.schema';
import { figureText } from '../chart/figure-text.ts';
import { SOURCE_SYSTEM } from '../source-system.ts';
import { cellText, markdownTable } from './markdown-table.ts';

const SIGNS = { at_most: '≤', at_least: '≥' } as const;

function holdsText({ holds, reason }: ProofMeasure): string {
  if (reason !== undefined) return `not measured: ${cellText(reason)}`;
  if (holds === null) return '';
  return holds ? 'holds' : '**does not hold**';
}

function rowOf(measure: ProofMeasure): readonly string[] {
  const { name, value, unit, reach, direction } = measure;
  const goal =
    reach === null || direction === null ? '' : `${SIGNS[direction]} ${figureText(reach)}`;
  const shown = value === null ? '-' : figureText(value);
  return [
    `\`${name}\``,
    shown,
    cellText(unit),
    goal,
    holdsText(measure),
    SOURCE_SYSTEM[name] ?? '',
  ];
}

/** Figures of this machine: no part of verdict or digest. */
export function describeMeasures({ measures }: ProofReport): readonly string[] {
  if (measures.length === 0) return [];
  const heads = ['measure', 'value', 'unit', 'reach', '', 'source system'];
  return ['## Measures', '', ...markdownTable(heads, measures.map(rowOf))];
}
