import { Option } from 'commander';

const gather = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** An option that can be given again for more; `without` tells its help what counts when it isn't given. */
export function repeatableOption(flags: string, description: string, without = 'none'): Option {
  return new Option(flags, `${description} (again for more)`).default([], without).argParser(gather);
}

/** The same for one that is needed at least once. */
export function neededOption(flags: string, description: string): Option {
  return new Option(flags, `${description} (again for more)`).argParser(gather).makeOptionMandatory();
}
