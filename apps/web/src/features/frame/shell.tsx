'use client';

import { useRouter } from 'next/navigation';
import { useEffect, type ReactNode } from 'react';
import { useConnection } from '../../trpc/use-live.ts';
import { preloadModal } from '../../ui/modal.tsx';
import { usePreferences } from '../../ui/preferences.ts';
import { useFirstMove } from '../../ui/use-first-move.ts';
import { useIdleOnce } from '../../ui/use-idle-once.ts';
import { LockProvider } from '../ops/lock/lock-context.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import { PAGES } from './pages.ts';
import { Rail } from './rail.tsx';
import { Shortcuts } from './shortcuts.tsx';
import styles from './shell.module.css';
import { TopBar } from './top-bar.tsx';

/** What stands around every page. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const { phase } = useConnection();
  const { palette } = usePreferences();
  const router = useRouter();
  useFirstMove(() => {
    preloadModal();
    for (const page of PAGES) router.prefetch(page.path);
  });
  // An engine that dies before the first move takes the server of this code with it.
  useIdleOnce(phase === 'live', preloadModal);
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
