'use client';

import type { ParamVersion, StrategyCard } from '@quarterdeck/core/contract/strategy-card.schema';
import { formatCount } from '../../../format/ratio.ts';
import { Button } from '../../../ui/button.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { Age } from '../../../ui/moment.tsx';
import { Panel, PanelNote } from '../../../ui/panel.tsx';
import { PhaseNote } from '../../../ui/phase-note.tsx';
import { QueryState } from '../../../ui/query-state.tsx';
import { changesTo, describeChange } from '../params/param-changes.ts';
import { useParamVersions, useSetParams } from '../use-param-commands.ts';
import styles from './detail.module.css';

/** Every set that has been in effect, newest first; one click returns to it. */
export function VersionsPanel({ card }: { readonly card: StrategyCard }) {
  const versions = useParamVersions(card.id);
  const command = useSetParams();
  const goBack = (version: ParamVersion) =>
    command.run({
      strategyId: card.id,
      params: Object.fromEntries(
        changesTo(card.params, version.params).map(({ name, to }) => [name, to]),
      ),
      reason: `return to version ${version.version}`,
    });
  return (
    <Panel
      title="Versions"
      count={versions.data && String(versions.data.length)}
      bodyHeight={150}
      testId="versions"
      age={<PhaseNote phase={command.phase} asked="return" />}
    >
      <QueryState query={versions} what="The versions">
        {(list) =>
          list.length === 0 ? (
            <PanelNote
              what="No change yet"
              why="What the files say is in effect. Each change made here is kept with its reason."
            />
          ) : (
            <ul className={styles.versions}>
              {list.map((version) => (
                <Version
                  key={version.version}
                  version={version}
                  card={card}
                  isBusy={command.phase.kind === 'requested'}
                  onReturn={() => goBack(version)}
                />
              ))}
            </ul>
          )
        }
      </QueryState>
    </Panel>
  );
}

interface VersionProps {
  readonly version: ParamVersion;
  readonly card: StrategyCard;
  readonly isBusy: boolean;
  readonly onReturn: () => void;
}

function Version({ version, card, isBusy, onReturn }: VersionProps) {
  const isCurrent = version.version === card.paramsVersion;
  const changes = changesTo(card.params, version.params);
  return (
    <li data-testid={`version-${version.version}`}>
      <div className={styles.versionHead}>
        <b>Version {version.version}</b>
        {isCurrent && card.error === null ? <Chip tone="good">in effect</Chip> : null}
        <span className={`figure ${styles.dim}`}>
          {version.by} · <Age ts={version.ts} /> · #{formatCount(version.eventSeq)}
        </span>
      </div>
      <span className={styles.reason}>{version.reason}</span>
      {isCurrent ? null : (
        <div className={styles.versionFoot}>
          <span className={`figure ${styles.dim}`}>
            {changes.length === 0 ? 'same values as now' : changes.map(describeChange).join(', ')}
          </span>
          <Button
            isSmall
            disabled={isBusy || changes.length === 0}
            onClick={onReturn}
            data-testid={`return-${version.version}`}
          >
            Return to it
          </Button>
        </div>
      )}
    </li>
  );
}
