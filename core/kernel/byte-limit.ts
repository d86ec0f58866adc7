/** "1 GiB", "64 MiB": a limit in the largest unit that it is a whole number of. */
export function byteLimit(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB'];
  const whole = units.findLastIndex((_unit, power) => bytes % 1024 ** power === 0);
  return `${bytes / 1024 ** whole} ${units[whole] ?? ''}`;
}
