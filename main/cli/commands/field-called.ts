import { ColumnRole, rolesOf } from '../../../core/domain/trackers/vocabulary/column-words.ts';

interface Named {
  readonly name: string;
  readonly label: string;
}

/** The field a person means: by its name, by the document's own word for it ("Target Date"), or by what it is for ("due"). */
export function fieldCalled<T extends Named>(fields: readonly T[], said: string): T | undefined {
  const wanted = said.trim().toLowerCase();
  return (
    fields.find((field) => field.name === said) ??
    fields.find((field) => field.name.toLowerCase() === wanted || field.label.toLowerCase() === wanted) ??
    fieldFor(fields, wanted)
  );
}

/** The one field of a role; where there are more, none is meant. */
function fieldFor<T extends Named>(fields: readonly T[], wanted: string): T | undefined {
  const role = ColumnRole.safeParse(wanted.replace(/[ -]date$/u, ''));
  if (!role.success) return undefined;
  const kept = role.data === 'due' ? 'date' : role.data;
  const named = fields.find((field) => field.name === kept);
  // A box headed "Done" tells a status but takes none: the status of a box is for the caller.
  if (named !== undefined || role.data === 'status') return named;
  const [one, other] = fields.filter((field) => rolesOf(field.label).has(role.data));
  return other === undefined ? one : undefined;
}
