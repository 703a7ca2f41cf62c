import { createAtr } from '../indicators/atr.ts';
import { createBollinger } from '../indicators/bollinger.ts';
import { createEma } from '../indicators/ema.ts';
import type { MinuteBar } from './minute-bar.ts';
import type { Params } from './params.ts';

/** Bollinger's bands and Keltner's channel after the newest bar; one object, changed in place. */
export interface Channels {
  add(bar: MinuteBar): void;
  /** True while the bands lie wholly inside the channel; false while either is young. */
  isSqueezed: boolean;
  /** NaN while young. */
  atr: number;
  /** Upper and lower edge of each, NaN while young. */
  bandTop(): number;
  bandBottom(): number;
  channelTop(): number;
  channelBottom(): number;
}

type ChannelParams = Pick<Params, 'interval' | 'bollinger_width' | 'keltner_width'>;

/** Keltner's channel as usual today: exponential average of the closes, plus and minus a number of ATR. */
export function createChannels(params: ChannelParams): Channels {
  const { interval, bollinger_width: width, keltner_width: keltner } = params;
  const bands = createBollinger({ interval, width });
  const middle = createEma(interval);
  const atr = createAtr(interval);
  let centre = Number.NaN;
  const channels: Channels = {
    isSqueezed: false,
    atr: Number.NaN,
    add: (bar) => {
      const hasBands = bands.add(bar.close);
      centre = middle.add(bar.close);
      channels.atr = atr.add(bar);
      const half = keltner * channels.atr;
      channels.isSqueezed =
        hasBands && bands.upper() < centre + half && bands.lower() > centre - half;
    },
    bandTop: () => bands.upper(),
    bandBottom: () => bands.lower(),
    channelTop: () => centre + keltner * channels.atr,
    channelBottom: () => centre - keltner * channels.atr,
  };
  return channels;
}
