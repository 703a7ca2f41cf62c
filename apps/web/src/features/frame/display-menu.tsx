'use client';

import { Menu, useMantineColorScheme } from '@mantine/core';
import { IconCheck, IconContrast2 } from '@tabler/icons-react';
import { Button } from '../../ui/button.tsx';
import { changePreferences, usePreferences } from '../../ui/preferences.ts';
import { useShowShortcuts } from './shortcuts.tsx';

interface ChoiceProps {
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly children: string;
}

function Choice({ isChosen, onChoose, children }: ChoiceProps) {
  return (
    <Menu.Item
      role="menuitemradio"
      aria-checked={isChosen}
      leftSection={<IconCheck size={14} style={{ visibility: isChosen ? 'visible' : 'hidden' }} />}
      onClick={onChoose}
    >
      {children}
    </Menu.Item>
  );
}

/** Theme, time zone and palette of this browser. */
export function DisplayMenu() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { zone, palette } = usePreferences();
  const showShortcuts = useShowShortcuts();
  return (
    <Menu
      position="bottom-end"
      width={210}
      closeOnItemClick={false}
      transitionProps={{ duration: 0 }}
    >
      <Menu.Target>
        <Button tone="ghost" isIcon aria-label="Display">
          <IconContrast2 size={18} stroke={1.7} aria-hidden />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Theme</Menu.Label>
        <Choice isChosen={colorScheme === 'dark'} onChoose={() => setColorScheme('dark')}>
          Dark
        </Choice>
        <Choice isChosen={colorScheme === 'light'} onChoose={() => setColorScheme('light')}>
          Light
        </Choice>
        <Menu.Divider />
        <Menu.Label>Times</Menu.Label>
        <Choice isChosen={zone === 'local'} onChoose={() => changePreferences({ zone: 'local' })}>
          Local
        </Choice>
        <Choice isChosen={zone === 'utc'} onChoose={() => changePreferences({ zone: 'utc' })}>
          UTC
        </Choice>
        <Menu.Divider />
        <Menu.Label>Gain and loss</Menu.Label>
        <Choice
          isChosen={palette === 'green-red'}
          onChoose={() => changePreferences({ palette: 'green-red' })}
        >
          Green and red
        </Choice>
        <Choice
          isChosen={palette === 'blue-orange'}
          onChoose={() => changePreferences({ palette: 'blue-orange' })}
        >
          Blue and orange
        </Choice>
        <Menu.Divider />
        <Menu.Item closeMenuOnClick onClick={showShortcuts}>
          Keyboard shortcuts (?)
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
