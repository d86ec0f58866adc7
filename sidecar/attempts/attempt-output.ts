import { hubLimits } from '../../core/contract/hub/agent-frames.ts';
import type { TranscriptLine } from '../../core/domain/fleet/tasks/transcript-line.ts';
import { cutText } from '../../core/kernel/cut-text.ts';
import type { FrameAnswer, UnnumberedFrame } from '../connection/unnumbered-frame.ts';
import type { AttemptKey } from './attempt-record.ts';
import { visible } from './visible-text.ts';

const BATCH_MS = 100;
/** Text of one frame: well below the frame's bound, whatever needs escaping. */
const FRAME_CHARACTERS = 60_000;
/** What may wait for its turn; more is cut and counted. */
const WAITING_LINES = 2 * hubLimits.outputLines;
/** A line to the hub with more than this unsent is left to drain. */
const UNSENT_BYTES = hubLimits.bufferedBytes / 4;

export interface Transcript {
  readonly lines: TranscriptLine[];
  readonly cutLines: number;
  readonly cutBytes: number;
}

export interface AttemptOutput {
  emit(stream: TranscriptLine['stream'], text: string): void;
  /** Lines given so far, to notice that something is going on. */
  readonly count: number;
  /** Sends what waits and stops. */
  close(): void;
  /** The last lines, and how much came before them. */
  transcript(): Transcript;
}

export interface OutputDeps {
  readonly key: AttemptKey;
  wall(): number;
  steady(): number;
  readonly send: (frame: UnnumberedFrame, answered: (answer: FrameAnswer) => void) => boolean;
  readonly unsent: () => number;
}

/** Live output in batches of 100 ms, bounded on its way: a flood is cut, and what was cut is counted. */
export function createAttemptOutput(deps: OutputDeps): AttemptOutput {
  const ring = createRing();
  let waiting: TranscriptLine[] = [];
  let cutLines = 0;
  let cutBytes = 0;
  let count = 0;
  let timer: NodeJS.Timeout | null = null;
  let pausedUntil = 0;

  const takeBatch = (): TranscriptLine[] => {
    let characters = 0;
    let take = 0;
    for (const line of waiting.slice(0, hubLimits.outputLines)) {
      characters += line.text.length;
      if (take > 0 && characters > FRAME_CHARACTERS) break;
      take += 1;
    }
    return waiting.splice(0, take);
  };
  const giveUp = (lines: readonly TranscriptLine[], before: { lines: number; bytes: number }): void => {
    cutLines += lines.length + before.lines;
    cutBytes += bytesOf(lines) + before.bytes;
  };
  const flush = (): void => {
    timer = null;
    if (waiting.length === 0) return;
    if (deps.steady() < pausedUntil || deps.unsent() > UNSENT_BYTES) {
      schedule();
      return;
    }
    const lines = takeBatch();
    const before = { lines: cutLines, bytes: cutBytes };
    cutLines = 0;
    cutBytes = 0;
    const frame = {
      t: 'output',
      ...deps.key,
      lines,
      cutLines: before.lines,
      cutBytes: before.bytes,
    } as const;
    const sent = deps.send(frame, (answer) => {
      if (answer.kind !== 'limited') return;
      pausedUntil = deps.steady() + answer.retryAfterMs;
      giveUp(lines, before);
    });
    if (!sent) giveUp(lines, before);
    if (waiting.length > 0) schedule();
  };
  function schedule(): void {
    timer ??= setTimeout(flush, BATCH_MS);
  }

  return {
    emit(stream, text) {
      for (const part of text.split('\n')) {
        const whole = visible(part.endsWith('\r') ? part.slice(0, -1) : part);
        const cut = cutText(whole, hubLimits.lineCharacters);
        const line = {
          at: deps.wall(),
          stream,
          text: cut,
        };
        const over = whole.length - cut.length;
        if (over > 0) cutBytes += over;
        count += 1;
        ring.push(line, over);
        waiting.push(line);
        if (waiting.length > WAITING_LINES) giveUp(waiting.splice(0, 1), { lines: 0, bytes: 0 });
      }
      schedule();
    },
    get count() {
      return count;
    },
    close() {
      if (timer !== null) clearTimeout(timer);
      if (deps.steady() >= pausedUntil) flush();
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
    transcript: () => ring.read(),
  };
}

function bytesOf(lines: readonly TranscriptLine[]): number {
  return lines.reduce((sum, line) => sum + Buffer.byteLength(line.text) + 1, 0);
}

/** The newest lines within the bounds of a transcript. */
function createRing(): { push(line: TranscriptLine, cut: number): void; read(): Transcript } {
  let lines: TranscriptLine[] = [];
  let bytes = 0;
  let cutLines = 0;
  let cutBytes = 0;
  const trim = (): void => {
    let drop = 0;
    while (lines.length - drop > hubLimits.transcriptLines || bytes > hubLimits.transcriptBytes) {
      const first = lines[drop];
      if (first === undefined) break;
      const size = bytesOf([first]);
      bytes -= size;
      cutLines += 1;
      cutBytes += size;
      drop += 1;
    }
    if (drop > 0) lines = lines.slice(drop);
  };
  return {
    push(line, cut) {
      lines.push(line);
      bytes += bytesOf([line]);
      cutBytes += cut;
      // In steps: trimming for every line of a flood would copy the ring each time.
      if (lines.length > 2 * hubLimits.transcriptLines || bytes > 2 * hubLimits.transcriptBytes) trim();
    },
    read() {
      trim();
      return { lines, cutLines, cutBytes };
    },
  };
}
