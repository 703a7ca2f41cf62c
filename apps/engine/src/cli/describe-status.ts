import { SECOND_MS } from '@quarterdeck/core/kernel/clock';
import type { ControlStatus } from '../api/control/control-protocol.ts';

/** What a person wants to know first, first. */
export function describeStatus(status: ControlStatus): readonly string[] {
  const { tsNow, engine, lock, pnl, exposure, tiesOut, strategies, feeds } = status;
  return [
    `${engine.mode} ${engine.account}: ${engine.state}${engine.stateDetail === '' ? '' : ` (${engine.stateDetail})`}`,
    lock.level === 'none'
      ? 'lock      none'
      : `lock      ${lock.level.toUpperCase()} by ${lock.by}: ${lock.reason}`,
    `equity    ${pnl.equity} ${engine.currency}, total ${pnl.total}, day ${pnl.day}, open ${pnl.open}`,
    `exposure  ${exposure.total} of ${exposure.cap} ${engine.currency}`,
    `ties out  ${tiesOut.ok ? 'yes' : 'NO'} over ${tiesOut.fillCount} fills`,
    `working   ${status.orders.length} orders, ${status.positions.length} positions`,
    ...strategies.map(describeStrategy),
    ...feeds.map(({ symbol, state, tsLast }) => {
      const age =
        tsLast === null ? 'no tick yet' : `${((tsNow - tsLast) / SECOND_MS).toFixed(1)} s ago`;
      return `feed      ${symbol} ${state}, ${age}`;
    }),
    `events    ${engine.eventSeq}, ${engine.eventsPerSecond.toFixed(0)} a second, session ${engine.sessionId}`,
  ];
}

function describeStrategy(row: ControlStatus['strategies'][number]): string {
  const state = row.state === 'failed' ? `FAILED ${row.error ?? ''}` : row.state;
  const onOff = (isOn: boolean): string => (isOn ? 'on' : 'off');
  return `strategy  ${row.id} ${state}, entries ${onOff(row.entry_enabled)}, exits ${onOff(row.exit_enabled)}, net ${row.net}, ${row.trades} trades`;
}
