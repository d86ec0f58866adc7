import type { Reader, Writer } from '../../handle.ts';

export interface TaskTemplateRecord {
  readonly id: string;
  readonly name: string;
  readonly about: string;
  /** See `taskSpecJson`. */
  readonly task: string;
  readonly savedAt: number;
}

export function putTemplate(db: Writer, row: TaskTemplateRecord): void {
  db.run(
    `INSERT INTO task_template (id, name, about, task, saved_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET name = excluded.name, about = excluded.about, task = excluded.task,
       saved_at = excluded.saved_at`,
    row.id,
    row.name,
    row.about,
    row.task,
    row.savedAt,
  );
}

export function deleteTemplate(db: Writer, id: string): void {
  db.run('DELETE FROM task_template WHERE id = ?', id);
}

export function readTemplates(db: Reader): TaskTemplateRecord[] {
  return db.all<TaskTemplateRecord>(
    'SELECT id, name, about, task, saved_at AS savedAt FROM task_template ORDER BY name, id',
  );
}
