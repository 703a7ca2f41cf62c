import type { LaneRecord } from '../../runtime/lanes/lane-records.ts';
import type { Findings } from '../findings.ts';

/** Reads the lanes' log line by line: holds pair, never overlap within a symbol, and are numbered without a gap. */
export class LaneAudit {
  readonly #findings: Findings;
  readonly #open = new Map<number, LaneRecord>();
  readonly #holder = new Map<string, LaneRecord>();
  #lastSeq = 0;
  acquired = 0;
  released = 0;

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  take(record: LaneRecord): void {
    if (record.kind === 'ACQUIRE') this.#acquire(record);
    else this.#release(record);
  }

  /** An order is being handed over: its own access has to hold the lane at this moment. */
  handOver(symbol: string, clientOrderId: string): void {
    const holder = this.#holder.get(symbol);
    this.#findings.look('lanes.not_interleaved', holder?.clientOrderId === clientOrderId, () => ({
      where: `${symbol}, hand-over of ${clientOrderId}`,
      expected: 'its own ACQUIRE, not released yet',
      found: holder === undefined ? 'no holder' : `held by ${holder.clientOrderId}`,
    }));
  }

  /** Call when nothing is on its way any more: what is still held has lost its RELEASE. */
  finish(): void {
    for (const record of this.#open.values()) {
      this.#findings.look('lanes.paired', false, () => ({
        where: `${record.symbol}, access ${record.seq} for ${record.clientOrderId}`,
        expected: 'a RELEASE',
        found: 'none by the end of the run',
      }));
    }
  }

  #acquire(record: LaneRecord): void {
    this.acquired += 1;
    const { seq, symbol } = record;
    this.#findings.look('lanes.numbered', seq === this.#lastSeq + 1, () => ({
      where: symbol,
      expected: `access ${this.#lastSeq + 1}`,
      found: `access ${seq}`,
    }));
    this.#lastSeq = seq;
    const holder = this.#holder.get(symbol);
    this.#findings.look('lanes.not_interleaved', holder === undefined, () => ({
      where: `${symbol}, access ${seq}`,
      expected: `RELEASE of access ${holder?.seq}`,
      found: 'ACQUIRE',
    }));
    this.#holder.set(symbol, record);
    this.#open.set(seq, record);
  }

  #release(record: LaneRecord): void {
    this.released += 1;
    const { seq, symbol, clientOrderId } = record;
    const acquired = this.#open.get(seq);
    const isOwn = acquired?.symbol === symbol && acquired.clientOrderId === clientOrderId;
    this.#findings.look('lanes.paired', isOwn, () => ({
      where: `${symbol}, access ${seq} for ${clientOrderId}`,
      expected: 'an ACQUIRE of the same number, symbol and order',
      found: acquired === undefined ? 'none' : `${acquired.symbol} ${acquired.clientOrderId}`,
    }));
    this.#open.delete(seq);
    if (this.#holder.get(symbol)?.seq === seq) this.#holder.delete(symbol);
  }
}
