import type {
  ConsoleSlice,
  ConsoleState,
  StreamMessage,
} from '@quarterdeck/core/contract/console-state.schema';
import { derivePhase, type ConnectionPhase } from './connection-phase.ts';
import { ServerClock } from './server-clock.ts';

export interface StreamHandlers {
  readonly onMessage: (id: string, message: StreamMessage) => void;
  readonly onSocket: (isOpen: boolean) => void;
  /** The subscription ended and will not come back by itself. */
  readonly onEnded: () => void;
}

export interface LiveStorePorts {
  readonly open: (handlers: StreamHandlers, lastEventId: string | undefined) => () => void;
  readonly now: () => number;
  readonly every: (run: () => void, intervalMs: number) => () => void;
}

export interface ConnectionView {
  readonly phase: ConnectionPhase;
  /** Local time of the newest message. */
  readonly tsLastMessage: number | undefined;
}

const CHECK_EVERY_MS = 200;
const REOPEN_AFTER_MS = 1_000;

type Listener = () => void;
/** A slice is there or not; JSON has no third state, whatever the schema's type allows. */
type StreamDelta = Extract<StreamMessage, { kind: 'delta' }>['changed'];

/** The console's replica of the engine's state: one stream in, one subscription a slice out. */
export class LiveStore {
  readonly #ports: LiveStorePorts;
  readonly #clock = new ServerClock();
  readonly #sliceListeners = new Map<ConsoleSlice, Set<Listener>>();
  readonly #connectionListeners = new Set<Listener>();
  #state: Partial<ConsoleState> = {};
  #epoch = '';
  #seq = -1;
  #lastEventId: string | undefined;
  #tsStarted = 0;
  #tsLastMessage: number | undefined;
  #isSocketOpen = false;
  #connection: ConnectionView = { phase: 'connecting', tsLastMessage: undefined };
  #close: (() => void) | undefined;
  #tsEnded: number | undefined;
  #stopChecks: (() => void) | undefined;

  constructor(ports: LiveStorePorts) {
    this.#ports = ports;
  }

  start(): void {
    this.#tsStarted = this.#ports.now();
    this.#open();
    this.#stopChecks = this.#ports.every(() => this.#check(), CHECK_EVERY_MS);
  }

  stop(): void {
    this.#stopChecks?.();
    this.#close?.();
    this.#close = undefined;
  }

  readonly getSlice = <S extends ConsoleSlice>(slice: S): ConsoleState[S] | undefined =>
    this.#state[slice];

  readonly getConnection = (): ConnectionView => this.#connection;

  /** The engine's time now, as well as it can be told from here. */
  readonly engineNow = (): number => this.#clock.at(this.#ports.now());

  readonly subscribeSlice = (slice: ConsoleSlice, listener: Listener): (() => void) => {
    const listeners = this.#sliceListeners.get(slice) ?? new Set();
    this.#sliceListeners.set(slice, listeners.add(listener));
    return () => void listeners.delete(listener);
  };

  readonly subscribeConnection = (listener: Listener): (() => void) => {
    this.#connectionListeners.add(listener);
    return () => void this.#connectionListeners.delete(listener);
  };

  #open(): void {
    this.#tsEnded = undefined;
    this.#close = this.#ports.open(
      {
        onMessage: (id, message) => this.#receive(id, message),
        onSocket: (isOpen) => {
          this.#isSocketOpen = isOpen;
          this.#check();
        },
        onEnded: () => {
          this.#isSocketOpen = false;
          this.#tsEnded = this.#ports.now();
        },
      },
      this.#lastEventId,
    );
  }

  #receive(id: string, message: StreamMessage): void {
    this.#isSocketOpen = true;
    const isNewEngine = message.epoch !== this.#epoch;
    // A delta of an engine whose snapshot we never saw would mix two lives: wait for the snapshot.
    if (isNewEngine && message.kind === 'delta') return;
    // A resumed stream may repeat what we hold already.
    if (message.kind === 'delta' && message.seq <= this.#seq) return;
    if (isNewEngine) this.#clock.reset();
    this.#epoch = message.epoch;
    this.#seq = message.seq;
    this.#lastEventId = id;
    this.#tsLastMessage = this.#ports.now();
    this.#clock.observe(message.tsServer, this.#tsLastMessage);
    this.#apply(message.kind === 'snapshot' ? message.state : message.changed);
    this.#check();
  }

  #apply(changed: StreamDelta): void {
    this.#state = { ...this.#state, ...(changed as Partial<ConsoleState>) };
    for (const slice of Object.keys(changed) as ConsoleSlice[]) {
      for (const listener of this.#sliceListeners.get(slice) ?? []) listener();
    }
  }

  #check(): void {
    const now = this.#ports.now();
    if (this.#tsEnded !== undefined && now - this.#tsEnded >= REOPEN_AFTER_MS) this.#open();
    const phase = derivePhase({
      now,
      tsStarted: this.#tsStarted,
      tsLastMessage: this.#tsLastMessage,
      isSocketOpen: this.#isSocketOpen,
    });
    if (phase === this.#connection.phase) return;
    this.#connection = { phase, tsLastMessage: this.#tsLastMessage };
    for (const listener of this.#connectionListeners) listener();
  }

  /** Local time since the newest message, in milliseconds; undefined before the first. */
  readonly silenceMs = (): number | undefined =>
    this.#tsLastMessage === undefined ? undefined : this.#ports.now() - this.#tsLastMessage;
}
