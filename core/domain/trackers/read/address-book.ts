export function addressOf(path: string, key: string): string {
  return path === '' ? key : `${path}/${key}`;
}

/** Answers the address of an item by its section's path and its key. */
export type AddressBook = (path: string, key: string) => string;

const ADDRESSES_KEPT = 200_000;

/** The same string for the same address, so that comparing those of two readings looks at no letter of most of them. */
export function createAddressBook(): AddressBook {
  const paths = new Map<string, Map<string, string>>();
  let count = 0;
  return (path, key) => {
    const keys = paths.get(path) ?? new Map<string, string>();
    const known = keys.get(key);
    if (known !== undefined) return known;
    if (count >= ADDRESSES_KEPT) {
      paths.clear();
      keys.clear();
      count = 0;
    }
    count += 1;
    const address = addressOf(path, key);
    keys.set(key, address);
    paths.set(path, keys);
    return address;
  };
}
