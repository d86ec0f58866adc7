import { z } from 'zod';
import { TaskForm } from './form.ts';

/**
 * A task being written, kept on this device until it is sent. `key` goes with the submission: however often that is
 * pressed or repeated, the hub makes one task of it. `sent` is what went with the key before: another content takes
 * another key.
 */
export const Draft = z.object({ key: z.string(), sent: z.string().nullable(), form: TaskForm }).nullable();
export type Draft = NonNullable<z.infer<typeof Draft>>;

/** What the workspace keeps of one draft; a longer one lives only as long as the window. */
const keptCharacters = 60_000;

export const isKept = (draft: Draft): boolean => JSON.stringify(draft).length <= keptCharacters;

/** What a draft is kept under: what it was begun from. */
export function originOf(from: {
  readonly item: string | null;
  readonly template: string | null;
  readonly again: string | null;
}): string {
  if (from.again !== null) return `again:${from.again}`;
  if (from.item !== null) return `item:${from.item}`;
  return from.template === null ? 'new' : `template:${from.template}`.slice(0, 150);
}

/** The draft as it is sent now: the same content keeps its key, so that a repeat can't make a second task. */
export function sending(draft: Draft, freshKey: () => string): Draft {
  const content = JSON.stringify(draft.form);
  if (draft.sent === content) return draft;
  return { ...draft, sent: content, key: draft.sent === null ? draft.key : freshKey() };
}
