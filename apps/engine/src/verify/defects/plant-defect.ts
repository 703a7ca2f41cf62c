import type { Desk } from '@quarterdeck/core/desk-contract';
import { asTradeId } from '@quarterdeck/core/kernel/ids';
import { PASSED } from '@quarterdeck/core/kernel/verdict';
import type { VenueReport } from '@quarterdeck/core/model/venue-report';
import type { LaneRecord } from '../../runtime/lanes/lane-records.ts';
import type { Defect } from './defect.ts';
import { addAsFloat, falsifyTotals, overwriteSymbols } from './falsify-totals.ts';

/** Where a defect sits; all absent in a run without one. */
export interface PlantedDefect {
  readonly wrapDesk?: (desk: Desk) => Desk;
  readonly passReports?: (reports: readonly VenueReport[]) => readonly VenueReport[];
  /** False loses the line. */
  readonly keepsLane?: (record: LaneRecord) => boolean;
}

/** One in so many is hit: a defect that shows now and then is the kind that slips through. */
const ONE_IN = 50;

function repeatFills(): (reports: readonly VenueReport[]) => readonly VenueReport[] {
  let fills = 0;
  return (reports) =>
    reports.flatMap((report): readonly VenueReport[] => {
      if (report.type !== 'OrderFilled') return [report];
      fills += 1;
      if (fills % ONE_IN !== 0) return [report];
      // Under its own number a repeat is recognised: the defect is a second number for one execution.
      const fill = { ...report.fill, tradeId: asTradeId(`${report.fill.tradeId}x`) };
      return [report, { ...report, fill }];
    });
}

function dropReleases(): (record: LaneRecord) => boolean {
  let releases = 0;
  return ({ kind }) => {
    if (kind === 'RELEASE') releases += 1;
    return kind === 'ACQUIRE' || releases % ONE_IN !== 0;
  };
}

/** The guard is read when an intent is approved, and not again when the order leaves the queue. */
const checkEarly = (desk: Desk): Desk => ({
  view: desk.view,
  agent: desk.agent,
  handle: (event) => desk.handle(event),
  mayLeave: () => PASSED,
});

export function plantDefect(defect: Defect | undefined): PlantedDefect {
  switch (defect) {
    case undefined:
      return {};
    case 'overwriting-aggregator':
      return { wrapDesk: (desk) => falsifyTotals(desk, overwriteSymbols()) };
    case 'float-ledger':
      return { wrapDesk: (desk) => falsifyTotals(desk, addAsFloat()) };
    case 'double-fill':
      return { passReports: repeatFills() };
    case 'dropped-release':
      return { keepsLane: dropReleases() };
    case 'early-lock-check':
      return { wrapDesk: checkEarly };
  }
}
