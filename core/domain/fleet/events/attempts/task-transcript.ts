import { z } from 'zod';
import { TranscriptLine } from '../../tasks/transcript-line.ts';
import { fleetEvent } from '../fleet-event.ts';
import { attemptFields } from './attempt-fields.ts';

/** The last lines of what an attempt printed. Nothing is decided by it. */
export const taskTranscript = fleetEvent(
  'task.transcript',
  {
    ...attemptFields,
    lines: z.array(TranscriptLine),
    cutLines: z.number().int(),
    cutBytes: z.number().int(),
  },
  {
    areas: ['tasks', 'costs'],
    durability: 'full',
    inTaskHistory: false,
    endsOutput: true,
    sentence: ({ generation, lines }) =>
      `Kept the last ${lines.length} lines that attempt ${generation} printed`,
    apply() {},
  },
);
