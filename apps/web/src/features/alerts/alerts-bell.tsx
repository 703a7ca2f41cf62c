'use client';

import { Popover } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useState } from 'react';
import { useSlice } from '../../trpc/use-live.ts';
import { Button } from '../../ui/button.tsx';
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
  const toggle = (open: boolean) => {
    setIsOpen(open);
    if (open && rows[0]) setSeenTs(rows[0].ts);
  };
  return (
    <Popover
      opened={isOpen}
      onChange={toggle}
      position="bottom-end"
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <Button
          tone="ghost"
          isIcon
          className={styles.bell ?? ''}
          aria-label={`Alerts, ${unseen.length} not seen`}
          data-testid="alerts-bell"
          onClick={() => toggle(!isOpen)}
        >
          <IconBell size={18} stroke={1.7} aria-hidden />
          {unseen.length > 0 ? (
            <span
              className={`${styles.badge} ${isCritical ? styles.badgeCritical : ''}`}
              aria-hidden
            >
              {unseen.length > 9 ? '9+' : unseen.length}
            </span>
          ) : null}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={0}>
        <div style={{ width: 380, maxWidth: 'calc(100vw - 16px)' }}>
          {rows.length === 0 ? (
            <PanelNote what="No alerts" />
          ) : (
            <AlertList rows={rows.slice(0, 12)} />
          )}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
