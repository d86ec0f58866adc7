import type { TaskTemplate } from '../../../core/domain/fleet/rows/task-template.ts';
import { taskSpecJson } from '../../fleet-json.ts';
import type { Reader } from '../../handle.ts';
import { readTemplates } from '../../tables/fleet/task-template.ts';

/** The templates that people kept, by name. */
export function savedTemplates(read: Reader): TaskTemplate[] {
  return readTemplates(read).flatMap(({ id, name, about, task }) => {
    const spec = taskSpecJson.read(task);
    return spec.ok ? [{ id, name, about, builtIn: false, task: spec.value }] : [];
  });
}
