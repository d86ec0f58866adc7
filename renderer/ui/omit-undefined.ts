/** The object without its undefined entries: libraries with exact optional props take absent, not undefined. */
export type WithoutUndefined<T extends object> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

export function omitUndefined<T extends object>(props: T): WithoutUndefined<T>;
export function omitUndefined(props: object): object {
  return Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined));
}
