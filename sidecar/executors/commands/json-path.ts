import { z } from 'zod';

/**
 * A path into a JSON value: names joined by dots; behind a name `[]` takes every entry of a list, `[name=value]` those
 * whose field has that value, and `*` in place of a name every field of an object.
 *
 *     message.content[type=text].text
 */
export const JsonPath = z
  .string()
  .max(300)
  .regex(/^(\*|[\w$-]+)(\[\]|\[[\w$-]+=[^\]]*\])?(\.(\*|[\w$-]+)(\[\]|\[[\w$-]+=[^\]]*\])?)*$/);

const step = /(\*|[\w$-]+)(?:\[(?:([\w$-]+)=([^\]]*))?(\]))?/g;

/** All values at a path, in the order of the document; none where the value has another shape. */
export function valuesAt(value: unknown, path: string): unknown[] {
  let found: unknown[] = [value];
  for (const [, name = '', field, wanted, isList] of path.matchAll(step)) {
    found = found.flatMap((each) => fieldsOf(each, name));
    if (isList !== undefined) found = found.flatMap((each) => (Array.isArray(each) ? each : []));
    if (field !== undefined) found = found.filter((each) => textOf(fieldsOf(each, field)[0]) === wanted);
  }
  return found;
}

/** The first text at a path; numbers and truth values are read as text, too. */
export const textAt = (value: unknown, path: string): string | null => textOf(valuesAt(value, path)[0]);

/** The first number at a path; a number written as text is not one. */
export function numberAt(value: unknown, path: string): number | null {
  const found = valuesAt(value, path)[0];
  return typeof found === 'number' && Number.isFinite(found) ? found : null;
}

export function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

function fieldsOf(value: unknown, name: string): unknown[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  if (name === '*') return Object.values(value);
  // Own fields only: a path never reaches what objects inherit.
  return Object.hasOwn(value, name) ? [Reflect.get(value, name)] : [];
}
