'use client';

import dynamic from 'next/dynamic';

const load = () => import('./modal-frame.tsx').then((module) => module.ModalFrame);

/** Dialogs and drawers. Their code is not part of the first load. */
export const Modal = dynamic(load, { ssr: false });

/** A failure is left to the use itself, which asks again. */
export function preloadModal(): void {
  load().catch(() => undefined);
}
