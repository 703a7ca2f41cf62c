'use client';

import { IconBell } from '@tabler/icons-react';
import { useCallback, useRef, useState } from 'react';
import { useSlice } from '../../trpc/use-live.ts';
import { Button } from '../../ui/button.tsx';
import { Dropdown } from '../../ui/dropdown.tsx';
import { PanelNote } from '../../ui/panel.tsx';
import { useStoredChoice } from '../../ui/stored-choice.ts';
import { AlertList } from './alert-list.tsx';
import styles from './alerts.module.css';

/** Counts the alerts that ask for a person and have not been looked at in this browser. */
export function AlertsBell() {
  const rows = useSlice('alerts') ?? [];
  const [isOpen, setIsOpen] = useState(false);
  const [seenTs, setSeenTs] = useStoredChoice('quarterdeck.alerts.seen', 0);
  const unseen = rows.filter((row) => row.level !== 'info' && row.ts > seenTs);
  const isCritical = unseen.some((row) => row.level === 'critical');
  const button = useRef<HTMLButtonElement>(null);
  const close = useCallback(() => setIsOpen(false), []);
  const toggle = () => {
    setIsOpen(!isOpen);
    if (!isOpen && rows[0]) setSeenTs(rows[0].ts);
  };
  return (
    <>
      <Button
        ref={button}
        tone="ghost"
        isIcon
        className={styles.bell ?? ''}
        aria-label={`Alerts, ${unseen.length} not seen`}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        data-testid="alerts-bell"
        onClick={toggle}
      >
        <IconBell size={18} stroke={1.7} aria-hidden />
        {unseen.length > 0 ? (
          <span className={`${styles.badge} ${isCritical ? styles.badgeCritical : ''}`} aria-hidden>
            {unseen.length > 9 ? '9+' : unseen.length}
          </span>
        ) : null}
      </Button>
      {isOpen ? (
        <Dropdown label="Alerts" role="dialog" anchor={button} onClose={close}>
          <div className={styles.recent}>
            {rows.length === 0 ? (
              <PanelNote what="No alerts" />
            ) : (
              <AlertList rows={rows.slice(0, 12)} />
            )}
          </div>
        </Dropdown>
      ) : null}
    </>
  );
}
