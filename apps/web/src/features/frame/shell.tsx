'use client';

import { useEffect, type ReactNode } from 'react';
import { useConnection } from '../../trpc/use-live.ts';
import { usePreloadedModals } from '../../ui/modal.tsx';
import { usePreferences } from '../../ui/preferences.ts';
import { LockProvider } from '../ops/lock/lock-context.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import { Rail } from './rail.tsx';
import { Shortcuts } from './shortcuts.tsx';
import styles from './shell.module.css';
import { TopBar } from './top-bar.tsx';

/** What stands around every page. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const { phase } = useConnection();
  const { palette } = usePreferences();
  usePreloadedModals();
  useEffect(() => {
    document.documentElement.dataset['palette'] = palette;
  }, [palette]);
  return (
    <LockProvider>
      <Shortcuts>
        <div className={`${styles.shell} ${phase === 'disconnected' ? styles.aged : ''}`}>
          <a className={styles.skip} href="#content">
            Skip to the page
          </a>
          <TopBar />
          <Rail />
          <main id="content" className={styles.main} tabIndex={-1}>
            {children}
          </main>
          <ConnectionBanner />
        </div>
      </Shortcuts>
    </LockProvider>
  );
}
