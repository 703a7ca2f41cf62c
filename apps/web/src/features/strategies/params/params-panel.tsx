'use client';

import type { StrategyCard } from '@quarterdeck/core/contract/strategy-card.schema';
import { useState } from 'react';
import { countOf } from '../../../format/ratio.ts';
import { Button } from '../../../ui/button.tsx';
import { Panel, PanelNote } from '../../../ui/panel.tsx';
import { PhaseNote } from '../../../ui/phase-note.tsx';
import { useSetParams } from '../use-param-commands.ts';
import { readDraft, type ParamDraft } from './param-changes.ts';
import { ParamLine } from './param-line.tsx';
import { ParamsDialog } from './params-dialog.tsx';
import styles from './params.module.css';

interface ParamsPanelProps {
  readonly card: StrategyCard;
  readonly openPositions: number;
}

/** Every parameter with what it means and where its value comes from; changes are shown before they are sent. */
export function ParamsPanel({ card, openPositions }: ParamsPanelProps) {
  const [draft, setDraft] = useState<ParamDraft>({});
  const [isAsking, setIsAsking] = useState(false);
  const command = useSetParams();
  const { changes, wrong } = readDraft(card.params, draft);
  const wrongCount = Object.keys(wrong).length;
  const send = (reason: string) => {
    const params = Object.fromEntries(changes.map(({ name, to }) => [name, to]));
    command.run({ strategyId: card.id, params, reason }, () => {
      setDraft({});
      setIsAsking(false);
    });
  };
  return (
    <Panel
      title="Parameters"
      count={`${card.params.length} · version ${card.paramsVersion}`}
      testId="params"
      age={<PhaseNote phase={command.phase} asked="change" />}
    >
      {card.params.length === 0 ? (
        <PanelNote
          what="No parameters to show"
          why={card.error ?? 'This strategy takes none; nothing about it can be tuned.'}
        />
      ) : (
        <>
          <div className={styles.scroll} tabIndex={0} role="region" aria-label="Parameters">
            <table className={styles.params}>
              <thead>
                <tr>
                  <th scope="col">Parameter</th>
                  <th scope="col">Value</th>
                  <th scope="col">Default</th>
                  <th scope="col">Range</th>
                  <th scope="col">Origin</th>
                </tr>
              </thead>
              <tbody>
                {card.params.map((row) => (
                  <ParamLine
                    key={row.name}
                    row={row}
                    text={draft[row.name]}
                    wrong={wrong[row.name]}
                    isDisabled={card.error !== null}
                    isChanged={changes.some((change) => change.name === row.name)}
                    onText={(text) => setDraft({ ...draft, [row.name]: text })}
                  />
                ))}
              </tbody>
            </table>
          </div>
          <footer className={styles.foot}>
            <span className={wrongCount > 0 ? styles.wrong : styles.dim}>
              {card.error !== null
                ? 'Not in effect: the strategy did not start. Put its file right and start the engine again.'
                : wrongCount > 0
                  ? `${countOf(wrongCount, 'value')} out of range or unreadable`
                  : changes.length > 0
                    ? `${countOf(changes.length, 'change')} not sent yet`
                    : 'Type a new value; it is shown as a difference before it is sent.'}
            </span>
            <Button isSmall disabled={Object.keys(draft).length === 0} onClick={() => setDraft({})}>
              Undo
            </Button>
            <Button
              isSmall
              tone="accent"
              disabled={changes.length === 0 || wrongCount > 0}
              data-testid="params-review"
              onClick={() => {
                command.reset();
                setIsAsking(true);
              }}
            >
              Review {changes.length > 0 ? countOf(changes.length, 'change') : 'changes'}
            </Button>
          </footer>
        </>
      )}
      {isAsking ? (
        <ParamsDialog
          strategyId={card.id}
          openPositions={openPositions}
          changes={changes}
          command={command}
          onSend={send}
          onClose={() => setIsAsking(false)}
        />
      ) : null}
    </Panel>
  );
}
