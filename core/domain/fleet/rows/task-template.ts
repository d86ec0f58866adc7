import { z } from 'zod';
import { TaskSpec } from '../tasks/task.ts';

/** A saved form. `{{name}}` placeholders in its texts are filled in when it is used. */
export const TaskTemplate = z.object({
  id: z.string().min(1).max(100),
  name: z.string().trim().min(1).max(100),
  about: z.string().max(500),
  builtIn: z.boolean(),
  task: TaskSpec,
});
export type TaskTemplate = z.output<typeof TaskTemplate>;
