import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { z } from 'zod';
import { call } from './client.ts';

/** Columns of a table as a person arranged them. */
export const StoredTableLayout = z.object({
  order: z.array(z.string()),
  hidden: z.array(z.string()),
  widths: z.record(z.string(), z.number()),
});

/** Layout of this device (column widths, open panels, recent uses), kept by the engine under one key each. */
const values = new Map<string, unknown>();
const asked = new Set<string>();
/** Keys written a moment ago; true when the value changed again since. */
const pending = new Map<string, boolean>();
const listeners = new Set<() => void>();

/**
 * Dragging a column edge changes its width many times a second: the first value is written at once, later ones
 * throttled.
 */
const WriteIntervalMs = 400;

const changed = () => {
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

async function load(key: string): Promise<void> {
  asked.add(key);
  const answer = await call('layout.get', { key });
  // What was set while asking is newer than what was stored.
  if (!answer.ok || values.has(key)) return;
  values.set(key, answer.value.value ?? null);
  changed();
}

function store(key: string, value: unknown): void {
  values.set(key, value);
  changed();
  if (pending.has(key)) pending.set(key, true);
  else write(key);
}

function write(key: string): void {
  pending.set(key, false);
  // Layout is a convenience: when it can't be kept it holds until the window closes, and nobody is interrupted.
  void call('layout.set', { key, value: values.get(key) });
  setTimeout(() => {
    const again = pending.get(key) === true;
    pending.delete(key);
    if (again) write(key);
  }, WriteIntervalMs);
}

/** A closing window writes what is still pending: a draft must not lose its last words to a reload. */
function flush(): void {
  for (const [key, again] of pending) {
    if (!again) continue;
    pending.set(key, false);
    void call('layout.set', { key, value: values.get(key) });
  }
}

if (typeof window !== 'undefined') window.addEventListener('pagehide', flush);

/**
 * One remembered piece of layout. What was stored by another version and no longer fits the schema counts as not
 * stored. Pass a constant `otherwise`: it is the value until something was stored. The third element tells
 * whether the engine has answered.
 */
export function useLayout<Value>(
  key: string,
  schema: z.ZodType<Value>,
  otherwise: Value,
): readonly [Value, (next: Value) => void, boolean] {
  const held = useSyncExternalStore(subscribe, () => values.get(key));
  useEffect(() => {
    if (!asked.has(key)) void load(key);
  }, [key]);
  const parsed = held === undefined || held === null ? null : schema.safeParse(held);
  const set = useCallback((next: Value) => store(key, next), [key]);
  return [parsed?.success === true ? parsed.data : otherwise, set, held !== undefined];
}
