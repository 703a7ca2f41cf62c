export interface SeenFigure {
  readonly value: number;
  /** Seconds, when the question was made. */
  readonly ageS: number;
}

/** What stands in the text of a snapshot. */
export interface SeenSnapshot {
  /** Without the single bars. */
  readonly figures: ReadonlyMap<string, SeenFigure>;
  /** A figure or a field of a bar, by the id that evidence names it by. */
  readonly find: (id: string) => SeenFigure | undefined;
}

type Json = Readonly<Record<string, unknown>>;

interface Frame {
  readonly ageS: number;
  readonly rows: readonly unknown[];
}

/** `<symbol>.<timeframe>.bar<k>.<field>`: rows are [open, high, low, close, volume], the newest first. */
const BAR_ID = /\.([^.]+)\.bar(\d+)\.(open|high|low|close|volume)$/;
const FIELDS = ['open', 'high', 'low', 'close', 'volume'];

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isNumber = (value: unknown): value is number => typeof value === 'number';

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}

function readFigure(value: unknown): SeenFigure | undefined {
  if (!Array.isArray(value)) return undefined;
  const [figure, ageS] = value as readonly unknown[];
  return isNumber(figure) && isNumber(ageS) ? { value: figure, ageS } : undefined;
}

function readFigures(value: unknown): ReadonlyMap<string, SeenFigure> {
  const figures = new Map<string, SeenFigure>();
  if (!isObject(value)) return figures;
  for (const [id, each] of Object.entries(value)) {
    const figure = readFigure(each);
    if (figure) figures.set(id, figure);
  }
  return figures;
}

function readFrames(value: unknown): ReadonlyMap<string, Frame> {
  const frames = new Map<string, Frame>();
  if (!isObject(value)) return frames;
  for (const [timeframe, frame] of Object.entries(value)) {
    if (!isObject(frame) || !isNumber(frame['age_s']) || !Array.isArray(frame['rows'])) continue;
    frames.set(timeframe, { ageS: frame['age_s'], rows: frame['rows'] as readonly unknown[] });
  }
  return frames;
}

function findInBars(frames: ReadonlyMap<string, Frame>, id: string): SeenFigure | undefined {
  const [, timeframe = '', back = '', field = ''] = BAR_ID.exec(id) ?? [];
  const frame = frames.get(timeframe);
  const row = frame?.rows[Number(back)];
  if (!frame || !Array.isArray(row)) return undefined;
  const value = (row as readonly unknown[])[FIELDS.indexOf(field)];
  return isNumber(value) ? { value, ageS: frame.ageS } : undefined;
}

/** The figures of a stored text; none where the text holds none, as of another version it may. */
export function readSnapshot(text: string): SeenSnapshot {
  const fresh = text
    .split('\n')
    .map(parseLine)
    .find((each): each is Json => isObject(each) && 'figures' in each);
  const figures = readFigures(fresh?.['figures']);
  const frames = readFrames(fresh?.['bars']);
  return { figures, find: (id) => figures.get(id) ?? findInBars(frames, id) };
}
