'use client';

import { IconCheck } from '@tabler/icons-react';
import { useCallback, useRef, useState, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { Dropdown } from './dropdown.tsx';
import styles from './dropdown.module.css';

interface MenuProps {
  readonly label: string;
  readonly icon: ReactNode;
  readonly isSmall?: boolean;
  /** Items; `close` ends the menu after an act. */
  readonly children: (close: () => void) => ReactNode;
}

export function Menu({ label, icon, isSmall = false, children }: MenuProps) {
  const [isOpen, setIsOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = useCallback(() => setIsOpen(false), []);
  return (
    <>
      <Button
        ref={button}
        tone="ghost"
        isIcon
        isSmall={isSmall}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        {icon}
      </Button>
      {isOpen ? (
        <Dropdown label={label} role="menu" anchor={button} onClose={close}>
          {children(close)}
        </Dropdown>
      ) : null}
    </>
  );
}

export function MenuLabel({ children }: { readonly children: string }) {
  return <div className={styles.label}>{children}</div>;
}

export function MenuRule() {
  return <div className={styles.rule} role="separator" />;
}

interface MenuItemProps {
  readonly onChoose: () => void;
  /** Present for a choice: one of several, or on and off by itself. */
  readonly choice?: { readonly kind: 'radio' | 'checkbox'; readonly isChosen: boolean };
  readonly children: ReactNode;
}

export function MenuItem({ onChoose, choice, children }: MenuItemProps) {
  return (
    <button
      type="button"
      className={styles.item}
      role={choice ? `menuitem${choice.kind}` : 'menuitem'}
      aria-checked={choice?.isChosen}
      onClick={onChoose}
    >
      {choice ? (
        <span className={styles.mark}>
          {choice.isChosen ? <IconCheck size={15} aria-hidden /> : null}
        </span>
      ) : null}
      {children}
    </button>
  );
}
