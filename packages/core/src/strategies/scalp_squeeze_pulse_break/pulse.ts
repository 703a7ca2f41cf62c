import { createSma } from '../indicators/sma.ts';
import type { MinuteBar } from './minute-bar.ts';
import type { Params } from './params.ts';

/** How much of a pulse the newest bar is; one object, changed in place. */
export interface Pulse {
  /** `atrBefore` is the ATR without this bar: measured with it, a pulse would hide in its own average. */
  add(bar: MinuteBar, atrBefore: number): void;
  /** True range over the ATR before; NaN while young. */
  rangeRatio: number;
  /** Volume over its average before; NaN while young and where it is not known (currencies). */
  volumeRatio: number;
}

export function createPulse({ interval }: Pick<Params, 'interval'>): Pulse {
  const volumes = createSma(interval);
  let averageVolume = Number.NaN;
  let closeBefore = Number.NaN;
  const pulse: Pulse = {
    rangeRatio: Number.NaN,
    volumeRatio: Number.NaN,
    add: ({ high, low, close, volume }, atrBefore) => {
      // Wilder's true range.
      pulse.rangeRatio = (Math.max(high, closeBefore) - Math.min(low, closeBefore)) / atrBefore;
      // A bar that moved on no volume comes from a market that tells none, whatever its history told.
      const isKnown = volume > 0 && averageVolume > 0;
      pulse.volumeRatio = isKnown ? volume / averageVolume : Number.NaN;
      averageVolume = volumes.add(volume);
      closeBefore = close;
    },
  };
  return pulse;
}

/** The range must be there; the volume too, wherever it is known. */
export function isPulse(
  { rangeRatio, volumeRatio }: Pick<Pulse, 'rangeRatio' | 'volumeRatio'>,
  params: Pick<Params, 'pulse_range' | 'pulse_volume'>,
): boolean {
  if (!(rangeRatio >= params.pulse_range)) return false;
  return Number.isNaN(volumeRatio) || volumeRatio >= params.pulse_volume;
}
