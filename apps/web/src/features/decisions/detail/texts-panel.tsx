'use client';

import type { DecisionRecord } from '@quarterdeck/core/contract/agent/decision-record.schema';
import { formatCount } from '../../../format/ratio.ts';
import { Panel } from '../../../ui/panel.tsx';
import styles from './detail.module.css';
import { prettyJson } from './pretty-json.ts';

function textsOf(record: DecisionRecord): readonly (readonly [string, string])[] {
  const { answer, request, snapshot, inputs } = record;
  const asked: readonly (readonly [string, string])[] = request
    ? [
        ['Request, static part', request.staticText],
        ['Request, slow part', request.slowText],
        ['Request, fresh part', request.freshText],
        ['Request, schema of the answer', request.schemaText],
      ]
    : [['Snapshot', snapshot.text]];
  const answered: readonly (readonly [string, string])[] = answer
    ? [[`Answer, ended by ${answer.stopReason}`, answer.text]]
    : [];
  const steps = Object.entries(inputs).map(([name, text]) => [`Input of ${name}`, text] as const);
  return [...answered, ...asked, ...steps];
}

/** Every text as it went out and came back. Shown, never interpreted. */
export function TextsPanel({ record }: { readonly record: DecisionRecord }) {
  return (
    <Panel title="Texts" count="as they were" age="" testId="decision-texts">
      {textsOf(record).map(([name, text]) => (
        <details key={name} className={styles.text}>
          <summary>
            {name} <span className="figure">{formatCount(text.length)}</span> characters
          </summary>
          {/* A region that scrolls must be reachable by key. */}
          <pre tabIndex={0} aria-label={name} role="region">
            {prettyJson(text)}
          </pre>
        </details>
      ))}
    </Panel>
  );
}
