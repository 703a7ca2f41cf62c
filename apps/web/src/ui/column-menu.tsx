'use client';

import { IconDots } from '@tabler/icons-react';
import { Menu, MenuItem, MenuLabel } from './menu.tsx';

interface ColumnMenuProps {
  readonly label: string;
  readonly columns: readonly { readonly id: string; readonly header: string }[];
  readonly hidden: readonly string[];
  readonly onChange: (hidden: readonly string[]) => void;
}

/** Which columns a table shows; remembered by this browser. Columns without a name hold the acts and stay. */
export function ColumnMenu({ label, columns, hidden, onChange }: ColumnMenuProps) {
  const named = columns.filter((column) => column.header !== '');
  const toggle = (id: string) => {
    const next = hidden.includes(id) ? hidden.filter((each) => each !== id) : [...hidden, id];
    if (next.length < named.length) onChange(next);
  };
  return (
    <Menu label={`Columns of ${label}`} icon={<IconDots size={16} aria-hidden />} isSmall>
      {() => (
        <>
          <MenuLabel>Columns</MenuLabel>
          {named.map(({ id, header }) => (
            <MenuItem
              key={id}
              choice={{ kind: 'checkbox', isChosen: !hidden.includes(id) }}
              onChoose={() => toggle(id)}
            >
              {header}
            </MenuItem>
          ))}
        </>
      )}
    </Menu>
  );
}
