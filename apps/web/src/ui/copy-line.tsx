'use client';

import { useState, type ReactNode } from 'react';
import { Button } from './button.tsx';
import styles from './copy-line.module.css';

const COPIED_MS = 2_000;

interface CopyLineProps {
  readonly text: string;
  readonly testId: string;
  /** What to know before it is used. */
  readonly children?: ReactNode;
}

/** A line for a terminal, as it is typed there. */
export function CopyLine({ text, testId, children }: CopyLineProps) {
  const [isCopied, setIsCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setIsCopied(true);
    setTimeout(() => setIsCopied(false), COPIED_MS);
  };
  return (
    <div className={styles.line}>
      <code data-testid={testId}>{text}</code>
      <Button isSmall onClick={() => void copy().catch(() => undefined)}>
        {isCopied ? 'Copied' : 'Copy'}
      </Button>
      {children ? <p>{children}</p> : null}
    </div>
  );
}
