import type { TaskForm } from './form.ts';

const placeholder = /\{\{\s*([\p{L}\p{N}_ .-]{1,60}?)\s*\}\}/gu;

const texts = (form: TaskForm): readonly string[] => [
  form.description,
  form.command,
  form.notes,
  form.criteria,
  ...form.contextFiles.flatMap((file) => [file.path, file.note]),
  ...form.steps.map((step) => step.text),
];

/** The `{{names}}` a template leaves open, in the order they are met, once each. */
export function placeholdersOf(form: TaskForm): readonly string[] {
  return [
    ...new Set(texts(form).flatMap((text) => [...text.matchAll(placeholder)].map((found) => found[1] ?? ''))),
  ];
}

/** The template with its open names filled in; a name without a value stays open. */
export function fillPlaceholders(form: TaskForm, values: Readonly<Record<string, string>>): TaskForm {
  const fill = (text: string) =>
    text.replaceAll(placeholder, (whole: string, name: string) => {
      const value = values[name]?.trim() ?? '';
      return value === '' ? whole : value;
    });
  return {
    ...form,
    description: fill(form.description),
    command: fill(form.command),
    notes: fill(form.notes),
    criteria: fill(form.criteria),
    contextFiles: form.contextFiles.map((file) => ({ path: fill(file.path), note: fill(file.note) })),
    steps: form.steps.map((step) => ({ ...step, text: fill(step.text) })),
  };
}
