'use client';

import { Menu } from '@mantine/core';
import { IconCheck, IconDots } from '@tabler/icons-react';
import { Button } from './button.tsx';

interface ColumnMenuProps {
  readonly label: string;
  readonly columns: readonly { readonly id: string; readonly header: string }[];
  readonly hidden: readonly string[];
  readonly onChange: (hidden: readonly string[]) => void;
}

/** Which columns a table shows; remembered by this browser. The last one cannot be hidden. */
export function ColumnMenu({ label, columns, hidden, onChange }: ColumnMenuProps) {
  const toggle = (id: string) => {
    const next = hidden.includes(id) ? hidden.filter((each) => each !== id) : [...hidden, id];
    if (next.length < columns.length) onChange(next);
  };
  return (
    <Menu position="bottom-end" closeOnItemClick={false} transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <Button tone="ghost" isSmall isIcon aria-label={`Columns of ${label}`}>
          <IconDots size={16} aria-hidden />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Columns</Menu.Label>
        {columns.map((column) => (
          <Menu.Item
            key={column.id}
            role="menuitemcheckbox"
            aria-checked={!hidden.includes(column.id)}
            leftSection={
              <IconCheck
                size={14}
                aria-hidden
                style={{ visibility: hidden.includes(column.id) ? 'hidden' : 'visible' }}
              />
            }
            onClick={() => toggle(column.id)}
          >
            {column.header}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
