import path from 'node:path';
import type { DeskOptions } from '@quarterdeck/core/desk-contract';
import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import type { MarketInput } from '@quarterdeck/core/simulation/market-input';
import type { BookEntry } from '@quarterdeck/core/simulation/book-entry';
import { deliverAll, folderOf } from '../drill/run-drill.ts';
import { AuditedEngine, type AuditedOptions } from '../engine/audited-engine.ts';
import { judgeFolder } from '../parity/replay-folder.ts';
import type { StageContext } from '../stage.ts';
import { OrderFacts } from './order-facts.ts';
import { Refusals } from './refusals.ts';
import { watchDesk, type DeskWatch } from './watch-desk.ts';

export interface DrillOptions {
  readonly name: string;
  readonly desk: DeskOptions;
  readonly tsStart: EpochMs;
  readonly wrapWire?: AuditedOptions['wrapWire'];
  /** Told of every event, after the order's facts are known. */
  readonly watches: readonly DeskWatch[];
  readonly facts?: OrderFacts;
  /** Told of every change of the venue's own book. */
  readonly listen?: readonly ((entries: readonly BookEntry[]) => void)[];
}

export interface Drill {
  readonly audited: AuditedEngine;
  readonly engine: AuditedEngine['engine'];
  readonly folder: string;
  readonly desk: DeskOptions;
  readonly refusals: Refusals;
  deliver(inputs: Iterable<MarketInput>): Promise<number>;
}

/** An audited engine with others looking on, warmed up. */
export function openDrill(context: StageContext, options: DrillOptions): Drill {
  const { name, desk, tsStart, wrapWire, watches, facts = new OrderFacts(), listen = [] } = options;
  const refusals = new Refusals();
  const folder = folderOf(context.folder, name);
  const audited = new AuditedEngine(context, {
    ...{ folder, desk, tsStart },
    ...(wrapWire !== undefined && { wrapWire }),
    wrapDesk: watchDesk(facts, refusals, ...watches),
    onBook: (entries) => {
      for (const each of listen) each(entries);
    },
  });
  const { engine } = audited;
  const { scheduler, signal } = context;
  return {
    ...{ audited, engine, folder, desk, refusals },
    deliver: (inputs) => deliverAll(engine, inputs, { breathe: () => scheduler.yield(), signal }),
  };
}

/** Runs with the engine and closes it, however that ends; what broke first is what is told. */
export async function whileOpen<TFound>(
  engine: Pick<AuditedEngine['engine'], 'close'>,
  run: () => Promise<TFound>,
): Promise<TFound> {
  let found: TFound;
  try {
    found = await run();
  } catch (error) {
    await engine.close().catch(() => undefined);
    throw error;
  }
  await engine.close();
  return found;
}

/** The same for a drill that nothing starts again: its journal is read back once it is closed. `of` names the stage. */
export async function thenReplay<TFound>(
  context: StageContext,
  { drill, of }: { readonly drill: Drill; readonly of: string },
  run: () => Promise<TFound>,
): Promise<TFound> {
  const { engine, folder, desk } = drill;
  const found = await whileOpen(engine, run);
  const where = `${of}, ${path.basename(folder)}`;
  await judgeFolder(context, { folder, desk, where, ends: ['closed'] }, of);
  return found;
}

/** Long enough for every round of a flatten over a wire that works. */
const FLAT_WITHIN_MS = 10_000;

/** Nothing is held any more, so that what the tables hold is not one price older than what the desk has seen. */
export function flattenDrill(engine: AuditedEngine['engine']): void {
  engine.dispatch({ type: 'FlattenRequested', by: 'proof' });
  engine.runTo(engine.time.now() + FLAT_WITHIN_MS);
}
