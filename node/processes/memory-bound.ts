/**
 * A program that may hold at most so much data of its own (heap and private memory); asking for more fails inside of it.
 * The bound counts for each process it starts, not for all together. It is set by `sh`, so a program that isn't there
 * ends with exit code 127. Null leaves the program as it is.
 */
export function withMemoryBound(
  program: { readonly command: string; readonly args: readonly string[] },
  memoryBytes: number | null,
): { readonly command: string; readonly args: readonly string[] } {
  if (memoryBytes === null) return program;
  const kilobytes = String(Math.ceil(memoryBytes / 1024));
  const script = 'ulimit -d "$0" && exec "$@"';
  return { command: 'sh', args: ['-c', script, kilobytes, program.command, ...program.args] };
}
