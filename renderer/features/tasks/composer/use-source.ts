import { useMemo } from 'react';
import type { ViewName, ViewState } from '../../../../core/contract/index.ts';
import { ItemId, TaskId } from '../../../../core/kernel/ids.ts';
import type { Failure } from '../../../../core/kernel/result.ts';
import { useQuery, useView } from '../../../bridge/hooks.ts';
import { emptyForm, formOf, type TaskForm } from './form.ts';

/** Placeholder for an item that doesn't exist: a query without a valid id isn't asked. */
const NoTask = TaskId.parse('ta_none');

export interface Source {
  /** What a new draft begins with; null while it is asked for. */
  readonly form: TaskForm | null;
  readonly failure: Failure | null;
  /** What it was begun from, in words. */
  readonly words: string | null;
}

const isComing = (phase: ViewState<ViewName>['phase']) => phase === 'loading' || phase === 'lost';

interface From {
  readonly item: string | null;
  readonly template: string | null;
  readonly again: string | null;
}

/** What a new task is begun from: an item of a tracker, a template, a task that was, or nothing. */
export function useSource({ item, template, again }: From): Source {
  const itemId = ItemId.safeParse(item ?? '').data ?? null;
  const taskId = TaskId.safeParse(again ?? '').data ?? null;
  const fromItem = useQuery('tasks.fromItem', itemId === null ? null : { itemId });
  const templates = useView('tasks.templates', {});
  const before = useView('tasks.one', { taskId: taskId ?? NoTask });
  return useMemo(() => {
    if (taskId !== null) {
      const task = before.rows[0];
      if (task === undefined)
        return isComing(before.phase)
          ? { form: null, failure: null, words: null }
          : { form: emptyForm, failure: null, words: null };
      const link =
        task.item === null
          ? null
          : { title: task.item.title, trackerName: task.item.trackerName, statuses: [] };
      return {
        // A deadline that was is no deadline to come.
        form: {
          ...formOf(task.spec, { dependencies: task.dependsOn, ...(link === null ? {} : { link }) }),
          deadline: '',
        },
        failure: null,
        words: `Begun from “${task.title}”, as a new task of its own.`,
      };
    }
    if (itemId !== null) {
      const { value, failure } = fromItem;
      if (value === null) return { form: failure === null ? null : emptyForm, failure, words: null };
      return {
        form: formOf(value.task, {
          link: { title: value.itemTitle, trackerName: value.trackerName, statuses: value.statuses },
        }),
        failure,
        words: `Begun from “${value.itemTitle}” in ${value.trackerName}.`,
      };
    }
    if (template !== null) {
      const found = templates.rows.find((row) => row.id === template);
      if (found === undefined)
        return { form: isComing(templates.phase) ? null : emptyForm, failure: null, words: null };
      return { form: formOf(found.task), failure: null, words: `Begun from the template “${found.name}”.` };
    }
    return { form: emptyForm, failure: null, words: null };
  }, [taskId, itemId, template, before, fromItem, templates]);
}
