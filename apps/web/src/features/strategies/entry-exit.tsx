import type { StrategyRow } from '@quarterdeck/core/contract/console-state.schema';
import { Chip } from '../../ui/chip.tsx';

/** The two brains beside the switch, each with its own word. */
export function EntryExit({ row }: { readonly row: StrategyRow }) {
  return (
    <span style={{ display: 'inline-flex', gap: 4 }}>
      <Chip tone={row.entry_enabled ? 'good' : 'held'}>
        ENTRY {row.entry_enabled ? 'on' : 'off'}
      </Chip>
      <Chip tone={row.exit_enabled ? 'good' : 'held'}>EXIT {row.exit_enabled ? 'on' : 'off'}</Chip>
    </span>
  );
}
