/** An object without its undefined entries: libraries with exact optional props take absent, not undefined. */
export type Present<T extends object> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

export function present<T extends object>(props: T): Present<T>;
export function present(props: object): object {
  return Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined));
}
