import { z } from 'zod';

export const DiagramRow = z.object({
  kind: z.enum(['state', 'flowchart', 'gantt', 'sequence', 'other']),
  title: z.string(),
  sectionPath: z.string(),
  nodes: z.array(z.object({ id: z.string(), label: z.string(), class: z.string().nullable() })),
  edges: z.array(z.object({ from: z.string(), to: z.string(), label: z.string().nullable() })),
  bars: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      section: z.string(),
      done: z.boolean(),
      active: z.boolean(),
      start: z.number(),
      length: z.number(),
    }),
  ),
});
export type DiagramRow = z.output<typeof DiagramRow>;
