'use client';

import type { StrategyRow } from '@quarterdeck/core/contract/console-state.schema';
import type { KeyboardEvent } from 'react';
import { formatCount } from '../../format/ratio.ts';
import { useTRPCClient } from '../../trpc/trpc-context.ts';
import { useCommand } from '../../trpc/use-command.ts';
import { PhaseNote } from '../../ui/phase-note.tsx';
import { flagsOf, positionOf, SWITCH_POSITIONS, type SwitchPosition } from './switch-position.ts';
import styles from './strategy-switch.module.css';

const NAMES: Record<SwitchPosition, string> = {
  on: 'On',
  'manage-only': 'Manage only',
  off: 'Off',
};

const MEANINGS: Record<SwitchPosition, string> = {
  on: 'Enters and exits',
  'manage-only': 'No new entries; its exits go on',
  off: 'Neither enters nor exits; the safety stop still guards its positions',
};

/** Arrow keys move the focus only: a position is taken by Enter, Space or a click, never in passing. */
function moveFocus(event: KeyboardEvent<HTMLElement>) {
  const focused = document.activeElement;
  const next = {
    ArrowRight: focused?.nextElementSibling,
    ArrowLeft: focused?.previousElementSibling,
  }[event.key];
  if (next instanceof HTMLElement) next.focus();
}

interface StrategySwitchProps {
  readonly row: StrategyRow;
  readonly isCompact?: boolean;
}

/** Filled is what the engine enforces, dashed is what was asked for. */
export function StrategySwitch({ row, isCompact }: StrategySwitchProps) {
  const client = useTRPCClient();
  const command = useCommand<{
    strategyId: string;
    entry_enabled: boolean;
    exit_enabled: boolean;
  }>((input) => client.ops.setStrategyControl.mutate(input));
  const enforced = positionOf(row);
  const isAsking = command.phase.kind === 'requested';
  const asked = command.requested ? positionOf(command.requested) : undefined;
  const ask = (position: SwitchPosition) =>
    command.run({ strategyId: row.id, ...flagsOf(position) });
  const since = `enforced #${formatCount(row.switchSeq)}${row.switchedBy ? ` by ${row.switchedBy}` : ''}`;
  return (
    <div className={styles.stack}>
      <div
        className={styles.group}
        role="radiogroup"
        aria-label={`Switch of ${row.id}`}
        aria-busy={isAsking}
        onKeyDown={moveFocus}
      >
        {SWITCH_POSITIONS.map((position) => {
          const isEnforced = position === enforced;
          const isAsked = isAsking && position === asked;
          return (
            <button
              key={position}
              type="button"
              role="radio"
              aria-checked={isEnforced}
              title={MEANINGS[position]}
              data-testid={`switch-${row.id}-${position}`}
              className={[
                styles.position,
                isEnforced ? styles[position] : '',
                isAsked && !isEnforced ? styles.asked : '',
              ].join(' ')}
              onClick={() => ask(position)}
            >
              {NAMES[position]}
            </button>
          );
        })}
      </div>
      <div
        className={styles.state}
        data-testid={`switch-state-${row.id}`}
        data-position={enforced ?? 'entry-only'}
        data-phase={command.phase.kind}
      >
        <PhaseNote
          phase={command.phase}
          asked={asked}
          otherwise={isCompact ? `enforced #${formatCount(row.switchSeq)}` : since}
        />
      </div>
    </div>
  );
}
