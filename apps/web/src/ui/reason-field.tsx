'use client';

import { REASON_LENGTH } from '@quarterdeck/core/contract/reason-length';
import { Field } from './field.tsx';

interface ReasonFieldProps {
  readonly label?: string;
  readonly value: string;
  readonly onText: (text: string) => void;
  readonly testId: string;
}

export const isReason = (text: string): boolean => text.trim().length >= REASON_LENGTH.least;

/** Why an act is done: asked for by every dialog whose act the audit must explain. */
export function ReasonField({ label = 'Reason', value, onText, testId }: ReasonFieldProps) {
  return (
    <Field
      label={label}
      value={value}
      onText={onText}
      hint={`At least ${REASON_LENGTH.least} characters; stands in the audit log.`}
      maxLength={REASON_LENGTH.most}
      data-autofocus
      data-testid={testId}
    />
  );
}
