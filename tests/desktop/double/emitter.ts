import type { EventEmitter } from 'node:events';

/** Electron's events carry an object whose default can be prevented. */
export interface DoubleEvent {
  readonly defaultPrevented: boolean;
  preventDefault(): void;
}

export function doubleEvent<Details extends object>(details: Details): Details & DoubleEvent {
  let prevented = false;
  return {
    ...details,
    get defaultPrevented() {
      return prevented;
    },
    preventDefault: () => void (prevented = true),
  };
}

/** Emits and tells whether a listener prevented what would follow. */
export function prevented(emitter: EventEmitter, name: string, ...rest: readonly unknown[]): boolean {
  const event = doubleEvent({});
  emitter.emit(name, event, ...rest);
  return event.defaultPrevented;
}
