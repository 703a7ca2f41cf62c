'use client';

import { useSyncExternalStore } from 'react';
import { COLOR_SCHEME_ATTRIBUTE, COLOR_SCHEME_KEY } from './color-scheme-script.ts';

export type ColorScheme = 'dark' | 'light';

const listeners = new Set<() => void>();

function read(): ColorScheme {
  return document.documentElement.getAttribute(COLOR_SCHEME_ATTRIBUTE) === 'light'
    ? 'light'
    : 'dark';
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export function changeColorScheme(scheme: ColorScheme): void {
  document.documentElement.setAttribute(COLOR_SCHEME_ATTRIBUTE, scheme);
  try {
    localStorage.setItem(COLOR_SCHEME_KEY, scheme);
  } catch {
    // Not stored: the choice holds until the page is closed.
  }
  for (const listener of listeners) listener();
}

export function useColorScheme(): ColorScheme {
  return useSyncExternalStore(subscribe, read, () => 'dark');
}
