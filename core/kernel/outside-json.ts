import { fail, ok, type Result } from './result.ts';

/** What comes from elsewhere may nest as deeply as this: code that follows it by calling itself runs out of stack far below. */
export const MAX_JSON_DEPTH = 100;

/** JSON that a peer, a program or a server sent, before anything is asked of its form. */
export function parseOutsideJson(text: string): Result<unknown, 'json.broken' | 'json.too-deep'> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return fail('json.broken', 'This is no JSON.');
  }
  return isTooDeep(value) ? fail('json.too-deep', TOO_DEEP) : ok(value);
}

export const TOO_DEEP = `its JSON is nested more than ${MAX_JSON_DEPTH} deep`;

export function isTooDeep(value: unknown, left = MAX_JSON_DEPTH): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return left === 0 || Object.values(value).some((part) => isTooDeep(part, left - 1));
}

/** The value with what is nested too deeply left out: to be kept for a person to see, not to be used. */
export function cutAtDepth(value: unknown, depth = MAX_JSON_DEPTH): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth === 0) return '…';
  if (Array.isArray(value)) return value.map((part) => cutAtDepth(part, depth - 1));
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, cutAtDepth(part, depth - 1)]));
}
