'use client';

import dynamic from 'next/dynamic';

const load = () => import('./modal-frame.tsx').then((module) => module.ModalFrame);

/** Dialogs and drawers. Their code is not part of the first load. */
export const Modal = dynamic(load, { ssr: false });

export function preloadModal(): void {
  void load();
}
