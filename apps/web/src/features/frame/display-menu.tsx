'use client';

import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { changeColorScheme, useColorScheme } from '../../ui/color-scheme.ts';
import { Menu, MenuItem, MenuLabel, MenuRule } from '../../ui/menu.tsx';
import { changePreferences, usePreferences } from '../../ui/preferences.ts';
import { useShowShortcuts } from './shortcuts.tsx';

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly options: readonly (readonly [value: T, name: string])[];
  readonly value: T;
  readonly onChange: (value: T) => void;
}

function Choice<T extends string>({ label, options, value, onChange }: ChoiceProps<T>) {
  return (
    <div role="group" aria-label={label}>
      <MenuLabel>{label}</MenuLabel>
      {options.map(([option, name]) => (
        <MenuItem
          key={option}
          choice={{ kind: 'radio', isChosen: option === value }}
          onChoose={() => onChange(option)}
        >
          {name}
        </MenuItem>
      ))}
      <MenuRule />
    </div>
  );
}

const THEMES = [
  ['dark', 'Dark'],
  ['light', 'Light'],
] as const;
const ZONES = [
  ['local', 'Local'],
  ['utc', 'UTC'],
] as const;
const PALETTES = [
  ['green-red', 'Green and red'],
  ['blue-orange', 'Blue and orange'],
] as const;

/** Theme, time zone and palette of this browser. */
export function DisplayMenu() {
  const scheme = useColorScheme();
  const { zone, palette } = usePreferences();
  const showShortcuts = useShowShortcuts();
  return (
    <Menu label="Display" icon={<IconAdjustmentsHorizontal size={18} stroke={1.7} aria-hidden />}>
      {(close) => (
        <>
          <Choice label="Theme" options={THEMES} value={scheme} onChange={changeColorScheme} />
          <Choice
            label="Times"
            options={ZONES}
            value={zone}
            onChange={(next) => changePreferences({ zone: next })}
          />
          <Choice
            label="Gain and loss"
            options={PALETTES}
            value={palette}
            onChange={(next) => changePreferences({ palette: next })}
          />
          <MenuItem
            onChoose={() => {
              close();
              showShortcuts();
            }}
          >
            Keyboard shortcuts (?)
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
