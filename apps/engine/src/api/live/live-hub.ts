import type {
  ConsoleSlice,
  ConsoleState,
  StreamMessage,
} from '@quarterdeck/core/contract/console-state.schema';
import type { Clock, Scheduler, Timer } from '../../ports/clock.ts';
import type { FaultReporter } from '../fault-reporter.ts';
import type { OperatorPort } from '../operator-port.ts';
import type { ClientPipe } from './client-pipe.ts';
import { Gate } from './gate.ts';
import { Patience } from './patience.ts';
import { rememberWireText } from './wire-text.ts';

/** Shortest time between two messages to one client. */
const FRAME_MS = 100;
/** Longest silence: what lets a console tell a quiet desk from a dead one. */
const HEARTBEAT_MS = 1_000;
/** "Try again later": the console reconnects and resumes. */
const CLOSE_TRY_LATER = 1013;
const CLOSE_NOT_ALLOWED = 1008;

export interface LiveHubOptions {
  readonly operator: Pick<OperatorPort, 'epoch' | 'consoleState' | 'now'>;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly reportFault: FaultReporter;
}

export interface AttachOptions {
  readonly lastEventId: string | undefined;
  readonly pipe: ClientPipe | undefined;
  readonly signal: AbortSignal | undefined;
  /** Asked once a heartbeat: a session that has ended ends its stream. */
  readonly isAllowed: () => boolean;
}

interface Slice {
  text: string;
  /** Frame in which the text last changed. */
  seq: number;
}

/**
 * Turns the engine's whole state into numbered deltas for any number of consoles.
 *
 * It keeps the newest text of each slice and the frame that text appeared in, nothing else. What a
 * client missed is every slice newer than the last frame it holds, so a slow client and one that
 * comes back after a drop are the same case, and memory does not grow with either.
 */
export class LiveHub {
  readonly #options: LiveHubOptions;
  readonly #slices = new Map<ConsoleSlice, Slice>();
  /** Deltas of the present frame by the frame they start from: 50 consoles in step share one. */
  readonly #deltas = new Map<number, StreamMessage>();
  readonly #attached = new Set<() => void>();
  #timer: Timer | undefined;
  #state: ConsoleState | undefined;
  #snapshot: StreamMessage | undefined;
  #seq = 0;
  #tsServer = 0;
  #framedAtMs = Number.NEGATIVE_INFINITY;
  #readAtMs = Number.NEGATIVE_INFINITY;
  #isClosed = false;
  /** So that a failure that lasts is told once. */
  #isFailing = false;

  constructor(options: LiveHubOptions) {
    this.#options = options;
  }

  /** Consoles attached now. */
  get attachedCount(): number {
    return this.#attached.size;
  }

  start(): void {
    this.#timer ??= this.#options.scheduler.every(FRAME_MS, () => {
      if (this.#attached.size > 0) this.#frame();
    });
  }

  stop(): void {
    this.#isClosed = true;
    this.#timer?.cancel();
    this.#timer = undefined;
    for (const wake of this.#attached) wake();
  }

  snapshot(): StreamMessage {
    this.#readStateUnlessFresh();
    this.#snapshot ??= this.#buildSnapshot();
    return this.#snapshot;
  }

  /** A snapshot (or, for a known `lastEventId`, what has changed since), then deltas until the signal aborts. */
  async *attach(options: AttachOptions): AsyncGenerator<StreamMessage, void, undefined> {
    const gate = new Gate(options.signal);
    this.#attached.add(gate.open);
    try {
      this.#readStateUnlessFresh();
      let seen = this.#resumePoint(options.lastEventId);
      if (seen === undefined) {
        const first = this.snapshot();
        seen = first.seq;
        yield first;
      }
      yield* this.#follow(seen, gate, options);
    } finally {
      this.#attached.delete(gate.open);
      gate.dispose();
    }
  }

  async *#follow(
    from: number,
    gate: Gate,
    { pipe, isAllowed }: AttachOptions,
  ): AsyncGenerator<StreamMessage, void, undefined> {
    const patience = new Patience(pipe, this.#options.clock);
    let seen = from;
    let checkedAtMs = this.#options.clock.monotonicMs();
    for (;;) {
      if (seen === this.#seq) await gate.opened();
      if (gate.isAborted || this.#isClosed) return;
      const now = this.#options.clock.monotonicMs();
      if (now - checkedAtMs >= HEARTBEAT_MS) {
        checkedAtMs = now;
        if (!isAllowed()) return pipe?.cut(CLOSE_NOT_ALLOWED, 'signed out');
      }
      const advice = patience.advise();
      if (advice === 'cut') return pipe?.cut(CLOSE_TRY_LATER, 'reads too slowly');
      if (advice === 'hold') await gate.opened();
      else if (seen !== this.#seq) {
        const message = this.#deltaSince(seen);
        seen = this.#seq;
        yield message;
      }
    }
  }

  /** A state that cannot be read costs its frame, not the engine: consoles see silence, and the next frame tries again. */
  #frame(): void {
    try {
      this.#readState();
      this.#isFailing = false;
    } catch (error) {
      if (!this.#isFailing) this.#options.reportFault(error, 'console frame');
      this.#isFailing = true;
    }
  }

  #readStateUnlessFresh(): void {
    if (this.#options.clock.monotonicMs() - this.#readAtMs >= FRAME_MS) this.#readState();
  }

  #readState(): void {
    const { operator, clock } = this.#options;
    this.#readAtMs = clock.monotonicMs();
    const state = operator.consoleState();
    const next = this.#seq + 1;
    const isChanged = this.#storeChanges(state, next);
    if (!isChanged && this.#readAtMs - this.#framedAtMs < HEARTBEAT_MS) return;
    this.#seq = next;
    this.#state = state;
    this.#tsServer = operator.now();
    this.#framedAtMs = this.#readAtMs;
    this.#snapshot = undefined;
    this.#deltas.clear();
    for (const wake of this.#attached) wake();
  }

  #storeChanges(state: ConsoleState, seq: number): boolean {
    let isChanged = false;
    for (const name of Object.keys(state) as ConsoleSlice[]) {
      const text = JSON.stringify(state[name]);
      if (this.#slices.get(name)?.text === text) continue;
      this.#slices.set(name, { text, seq });
      isChanged = true;
    }
    return isChanged;
  }

  /** Undefined: another engine's numbers, or none. */
  #resumePoint(lastEventId: string | undefined): number | undefined {
    if (lastEventId === undefined) return undefined;
    const cut = lastEventId.lastIndexOf(':');
    const seq = Number(lastEventId.slice(cut + 1));
    const isOurs = lastEventId.slice(0, Math.max(cut, 0)) === this.#options.operator.epoch;
    return isOurs && Number.isInteger(seq) && seq > 0 && seq <= this.#seq ? seq : undefined;
  }

  #head(kind: StreamMessage['kind']): string {
    const { epoch } = this.#options.operator;
    return `{"kind":"${kind}","epoch":${JSON.stringify(epoch)},"seq":${this.#seq},"tsServer":${this.#tsServer}`;
  }

  #buildSnapshot(): StreamMessage {
    const state = this.#state ?? this.#options.operator.consoleState();
    const { epoch } = this.#options.operator;
    const message: StreamMessage = {
      kind: 'snapshot',
      epoch,
      seq: this.#seq,
      tsServer: this.#tsServer,
      state,
    };
    const text = `${this.#head('snapshot')},"state":${this.#textOf(() => true)}}`;
    return rememberWireText(message, text);
  }

  #deltaSince(seen: number): StreamMessage {
    const known = this.#deltas.get(seen);
    if (known !== undefined) return known;
    const isNew = (slice: Slice): boolean => slice.seq > seen;
    const changedText = this.#textOf(isNew);
    const message: StreamMessage = {
      kind: 'delta',
      epoch: this.#options.operator.epoch,
      seq: this.#seq,
      tsServer: this.#tsServer,
      changed: this.#pick(isNew),
    };
    rememberWireText(message, `${this.#head('delta')},"changed":${changedText}}`);
    this.#deltas.set(seen, message);
    return message;
  }

  #pick(isWanted: (slice: Slice) => boolean): Partial<ConsoleState> {
    const state = this.#state;
    if (state === undefined) return {};
    const names = [...this.#slices].filter(([, slice]) => isWanted(slice)).map(([name]) => name);
    return Object.fromEntries(names.map((name) => [name, state[name]]));
  }

  #textOf(isWanted: (slice: Slice) => boolean): string {
    const pairs: string[] = [];
    for (const [name, slice] of this.#slices) {
      if (isWanted(slice)) pairs.push(`"${name}":${slice.text}`);
    }
    return `{${pairs.join(',')}}`;
  }
}
