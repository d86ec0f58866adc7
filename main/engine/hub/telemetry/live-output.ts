import { hubLimits } from '../../../../core/contract/hub/agent-frames.ts';
import type { Transcript } from '../../../../core/domain/fleet/commands.ts';
import type { FleetEvent } from '../../../../core/domain/fleet/events.ts';
import type { TranscriptLine } from '../../../../core/domain/fleet/tasks/transcript-line.ts';
import type { TaskId } from '../../../../core/kernel/ids.ts';
import { createLineBuffer, type LineBuffer } from './line-buffer.ts';

export interface OutputLine extends TranscriptLine {
  /** Counts up from the first line of the attempt, also over lines that were cut. */
  readonly id: string;
}

export interface OutputWindow {
  readonly lines: readonly OutputLine[];
  readonly cutLines: number;
  readonly cutBytes: number;
}

export interface OutputPart {
  readonly lines: readonly TranscriptLine[];
  readonly cutLines: number;
  readonly cutBytes: number;
}

/** The latest lines of every attempt that runs now. Nothing of it is stored before the attempt ends. */
export interface LiveOutput {
  append(taskId: TaskId, generation: number, part: OutputPart): void;
  /** Null when the attempt printed nothing or isn't running any more. */
  read(taskId: TaskId, generation: number): OutputWindow | null;
  /** What to keep of an attempt that ends without telling it itself. */
  transcriptOf(taskId: TaskId, generation: number): Transcript | null;
  /** Lets go of attempts that ended. */
  follow(events: readonly FleetEvent[]): void;
}

/**
 * Per attempt at most `hubLimits.transcriptLines` and `.transcriptBytes`, the newest; one attempt per task, so all of it
 * is bounded by the tasks that run. `changed` is called for every part and is for the views' topics, which gather.
 */
export function createLiveOutput(changed: (taskId: TaskId) => void): LiveOutput {
  const rings = new Map<TaskId, { readonly generation: number; readonly ring: LineBuffer }>();
  const ringOf = (taskId: TaskId, generation: number): LineBuffer | null => {
    const kept = rings.get(taskId);
    return kept?.generation === generation ? kept.ring : null;
  };

  return {
    append(taskId, generation, part) {
      const kept = rings.get(taskId);
      if (kept !== undefined && kept.generation > generation) return;
      let ring = kept?.generation === generation ? kept.ring : null;
      if (ring === null) {
        ring = createLineBuffer(hubLimits.transcriptLines, hubLimits.transcriptBytes);
        rings.set(taskId, { generation, ring });
      }
      ring.cut(part.cutLines, part.cutBytes);
      for (const line of part.lines) ring.push(line);
      changed(taskId);
    },
    read(taskId, generation) {
      const ring = ringOf(taskId, generation);
      if (ring === null) return null;
      const { first, lines, cutLines, cutBytes } = ring.read();
      return {
        lines: lines.map((line, index) => ({ ...line, id: String(first + index) })),
        cutLines,
        cutBytes,
      };
    },
    transcriptOf(taskId, generation) {
      const ring = ringOf(taskId, generation);
      if (ring === null) return null;
      const { lines, cutLines, cutBytes } = ring.read();
      return { lines, cutLines, cutBytes };
    },
    follow(events) {
      for (const event of events) {
        const ends = event.type === 'attempt.ended' || event.type === 'task.completed';
        if (ends && rings.get(event.taskId)?.generation === event.generation) {
          rings.delete(event.taskId);
          changed(event.taskId);
        }
      }
    },
  };
}
