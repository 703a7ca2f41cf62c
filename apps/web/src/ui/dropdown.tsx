'use client';

import {
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import { createPortal } from 'react-dom';
import styles from './dropdown.module.css';

interface DropdownProps {
  readonly label: string;
  /** `menu` for choices, walked with the arrow keys; `dialog` for anything else. */
  readonly role: 'menu' | 'dialog';
  readonly anchor: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

function walkItems(event: KeyboardEvent<HTMLElement>) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by === undefined) return;
  event.preventDefault();
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('button')];
  const at = items.findIndex((item) => item === document.activeElement);
  items[(at + by + items.length) % items.length]?.focus();
}

/** Hangs below its button, right edges aligned. Escape, a click elsewhere or a resize closes it. */
export function Dropdown({ label, role, anchor, onClose, children }: DropdownProps) {
  const panel = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<{ top: number; right: number } | undefined>(undefined);
  useLayoutEffect(() => {
    const box = anchor.current?.getBoundingClientRect();
    if (box) {
      // Kept on a narrow screen even where the button is not at the right edge.
      const right = Math.max(8, document.documentElement.clientWidth - box.right);
      // eslint-disable-next-line react-hooks/set-state-in-effect -- the place is known once the button is laid out
      setPlace({ top: box.bottom + 4, right });
    }
  }, [anchor]);
  useEffect(() => {
    if (!place) return;
    const button = anchor.current;
    (panel.current?.querySelector<HTMLElement>('button') ?? panel.current)?.focus();
    return () => button?.focus({ preventScroll: true });
  }, [anchor, place]);
  useEffect(() => {
    const isInside = (target: EventTarget | null) =>
      target instanceof Node &&
      (panel.current?.contains(target) === true || anchor.current?.contains(target) === true);
    const press = (event: PointerEvent) => {
      if (!isInside(event.target)) onClose();
    };
    document.addEventListener('pointerdown', press);
    window.addEventListener('resize', onClose);
    return () => {
      document.removeEventListener('pointerdown', press);
      window.removeEventListener('resize', onClose);
    };
  }, [anchor, onClose]);
  if (!place) return null;
  return createPortal(
    <div
      ref={panel}
      className={styles.dropdown}
      style={place}
      role={role}
      aria-label={label}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Escape' || event.key === 'Tab') onClose();
        else if (role === 'menu') walkItems(event);
      }}
    >
      {children}
    </div>,
    document.body,
  );
}
