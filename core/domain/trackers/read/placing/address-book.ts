export function addressOf(path: string, key: string): string {
  return path === '' ? key : `${path}/${key}`;
}

/** Answers the address of an item by its section's path and its key. */
export type AddressBook = (path: string, key: string) => string;

const ADDRESSES_KEPT = 200_000;

interface Known {
  readonly path: string;
  readonly key: string;
  readonly address: string;
  /** The one asked for next, the last time. */
  next: Known | null;
}

/** The same string for the same address, so that comparing those of two readings looks at no letter of most of them. */
export function createAddressBook(): AddressBook {
  const paths = new Map<string, Map<string, Known>>();
  let count = 0;
  let last: Known | null = null;
  const lookUp = (path: string, key: string): Known => {
    const keys = paths.get(path) ?? new Map<string, Known>();
    const known = keys.get(key);
    if (known !== undefined) return known;
    if (count >= ADDRESSES_KEPT) {
      paths.clear();
      keys.clear();
      count = 0;
    }
    count += 1;
    const made = { path, key, address: addressOf(path, key), next: null };
    keys.set(key, made);
    paths.set(path, keys);
    return made;
  };
  return (path, key) => {
    const expected: Known | null = last === null ? null : last.next;
    const isExpected = expected !== null && expected.key === key && expected.path === path;
    const known: Known = isExpected ? expected : lookUp(path, key);
    if (last !== null) last.next = known;
    last = known;
    return known.address;
  };
}
