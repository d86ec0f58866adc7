/** What decides which shell opens. */
export interface ShellFacts {
  /** `--shell`; null leaves the choice to us. */
  readonly asked: 'desktop' | 'web' | null;
  /** A screen to draw windows on. */
  readonly display: boolean;
  /** The desktop shell's own files are here and built. */
  readonly desktop: 'built' | 'not-built' | 'not-installed';
  readonly runtime: 'present' | 'absent';
  /** Fetching the runtime failed before, with this reason. */
  readonly failedBefore: string | null;
  /** The system's superuser: Electron would have to give up its sandbox, which we never do. */
  readonly superuser: boolean;
}

export type ShellChoice =
  | { readonly shell: 'desktop'; readonly why: string }
  | { readonly shell: 'web'; readonly why: string }
  /** Desktop, once its runtime was fetched; web when that fails. */
  | { readonly shell: 'fetch'; readonly why: string }
  /** Asked for and impossible. */
  | { readonly shell: 'none'; readonly why: string };

/** The desktop shell wherever it can run; else the web shell, saying why in words that end a sentence. */
export function pickShell(facts: ShellFacts): ShellChoice {
  if (facts.asked === 'web') return { shell: 'web', why: 'as asked' };
  const obstacle = whyNoDesktop(facts);
  if (obstacle !== null) return { shell: facts.asked === 'desktop' ? 'none' : 'web', why: obstacle };
  if (facts.runtime === 'present') {
    return {
      shell: 'desktop',
      why: facts.asked === null ? 'a display and the runtime are here' : 'as asked',
    };
  }
  // Asking by hand is the way to try again.
  if (facts.failedBefore !== null && facts.asked === null) {
    const why = `fetching the desktop runtime failed before (${facts.failedBefore}); --shell desktop tries again`;
    return { shell: 'web', why };
  }
  return { shell: 'fetch', why: 'the desktop runtime is not here yet' };
}

function whyNoDesktop({ display, desktop, superuser }: ShellFacts): string | null {
  if (desktop === 'not-installed') return 'this installation carries no desktop shell';
  if (!display) return 'there is no display for a desktop window';
  if (superuser) return 'the desktop shell does not run as superuser, where its sandbox would not hold';
  if (desktop === 'not-built') return 'the desktop shell is not built ("npm run build" does it)';
  return null;
}
