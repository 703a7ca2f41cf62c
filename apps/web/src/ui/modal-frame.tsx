'use client';

import { Drawer, MantineProvider, Modal } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { useColorScheme } from './color-scheme.ts';
import styles from './dialog.module.css';
import { theme } from './theme.ts';

export interface ModalFrameProps {
  readonly shape: 'dialog' | 'drawer';
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

const STILL = { duration: 0 };

/** Focus kept inside and given back, Escape, scroll held: the one part of the page drawn by Mantine. */
export function ModalFrame({ shape, title, onClose, children }: ModalFrameProps) {
  const scheme = useColorScheme();
  // Mantine notes the focus when a dialog opens; this one is born open, so it is noted before the first paint.
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    },
    [before],
  );
  const classNames = { header: styles.header ?? '', title: styles.title ?? '' };
  return (
    <MantineProvider theme={theme} forceColorScheme={scheme}>
      {shape === 'dialog' ? (
        <Modal
          opened
          centered
          onClose={onClose}
          title={title}
          size={540}
          radius={8}
          transitionProps={STILL}
          closeButtonProps={{ 'aria-label': 'Close' }}
          classNames={{ ...classNames, content: styles.content ?? '' }}
        >
          {children}
        </Modal>
      ) : (
        <Drawer
          opened
          onClose={onClose}
          title={title}
          position="right"
          size={420}
          transitionProps={STILL}
          closeButtonProps={{ 'aria-label': 'Close' }}
          classNames={{
            ...classNames,
            inner: styles.drawerInner ?? '',
            content: styles.drawerContent ?? '',
          }}
        >
          {children}
        </Drawer>
      )}
    </MantineProvider>
  );
}
