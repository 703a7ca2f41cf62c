'use client';

import dynamic from 'next/dynamic';
import { useEffect } from 'react';

const load = () => import('./modal-frame.tsx').then((module) => module.ModalFrame);

/** Dialogs and drawers. Their code is not part of the first load. */
export const Modal = dynamic(load, { ssr: false });

/**
 * Fetches the code of dialogs with the operator's first move. Waiting for the first dialog would be too late:
 * by then the process that serves the page may be gone, while the engine still takes commands.
 */
export function usePreloadedModals(): void {
  useEffect(() => {
    const moves = ['pointermove', 'pointerdown', 'keydown'] as const;
    const preload = () => {
      stop();
      void load();
    };
    const stop = () => {
      for (const move of moves) window.removeEventListener(move, preload);
    };
    for (const move of moves) window.addEventListener(move, preload, { passive: true });
    return stop;
  }, []);
}
