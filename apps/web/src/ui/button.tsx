import type { ButtonHTMLAttributes, Ref } from 'react';
import styles from './button.module.css';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `held` holds trading back, `danger` ends something. */
  readonly tone?: 'plain' | 'accent' | 'held' | 'danger' | 'ghost';
  readonly isSmall?: boolean;
  /** Square, for a single icon; needs an `aria-label`. */
  readonly isIcon?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Button({ tone = 'plain', isSmall, isIcon, className, ...rest }: ButtonProps) {
  const classes = [
    styles.button,
    tone === 'plain' ? '' : styles[tone],
    isSmall ? styles.small : '',
    isIcon ? styles.icon : '',
    className ?? '',
  ];
  return <button type="button" {...rest} className={classes.filter(Boolean).join(' ')} />;
}
