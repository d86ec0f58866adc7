/**
 * Boot is a list of named phases run in order. A phase that fails stops the list: the person is told which one, and
 * gets a way on (see recovery.ts) instead of a window that never appears.
 */
export interface BootPhase {
  readonly name: string;
  run(): void | Promise<void>;
}

export type BootOutcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly phase: string; readonly reason: string };

export async function runPhases(
  phases: readonly BootPhase[],
  note: (line: string) => void,
): Promise<BootOutcome> {
  for (const phase of phases) {
    try {
      await phase.run();
      note(`boot: ${phase.name}`);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      note(`boot: ${phase.name} failed: ${reason}`);
      return { ok: false, phase: phase.name, reason };
    }
  }
  return { ok: true };
}
