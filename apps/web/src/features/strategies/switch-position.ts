/** The three positions an operator thinks in. */
export type SwitchPosition = 'on' | 'manage-only' | 'off';

interface Flags {
  readonly entry_enabled: boolean;
  readonly exit_enabled: boolean;
}

const FLAGS: Record<SwitchPosition, Flags> = {
  on: { entry_enabled: true, exit_enabled: true },
  'manage-only': { entry_enabled: false, exit_enabled: true },
  off: { entry_enabled: false, exit_enabled: false },
};

export const SWITCH_POSITIONS = ['on', 'manage-only', 'off'] as const;

export function flagsOf(position: SwitchPosition): Flags {
  return FLAGS[position];
}

/** Undefined for entry without exit: a script may set it, the switch has no place for it. */
export function positionOf({ entry_enabled, exit_enabled }: Flags): SwitchPosition | undefined {
  if (entry_enabled) return exit_enabled ? 'on' : undefined;
  return exit_enabled ? 'manage-only' : 'off';
}
