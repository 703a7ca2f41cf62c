'use client';

import type { ReactNode } from 'react';
import { Modal } from './modal.tsx';
import styles from './story-drawer.module.css';

export interface StoryPart {
  readonly title: string;
  readonly text?: string | undefined;
  readonly facts?: readonly { readonly name: string; readonly value: ReactNode }[];
}

interface StoryDrawerProps {
  readonly title: string;
  readonly parts: readonly StoryPart[];
  readonly onClose: () => void;
}

/** The story behind one row: what was meant, what happened, every figure of it. */
export function StoryDrawer({ title, parts, onClose }: StoryDrawerProps) {
  return (
    <Modal shape="drawer" title={title} onClose={onClose}>
      {parts.map((part) => (
        <section key={part.title} className={styles.part}>
          <h3>{part.title}</h3>
          {part.text ? <p className={styles.text}>{part.text}</p> : null}
          {part.facts ? (
            <dl className={styles.facts}>
              {part.facts.map((fact) => (
                <FactRow key={fact.name} name={fact.name} value={fact.value} />
              ))}
            </dl>
          ) : null}
        </section>
      ))}
    </Modal>
  );
}

function FactRow({ name, value }: { readonly name: string; readonly value: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
