import type { Result } from '../../core/kernel/result.ts';

export interface WebShellOptions {
  readonly folder: string;
  readonly passphrase: string | null;
  /** Only this port will do. */
  readonly port: number | null;
  /** Load the sample when the workspace is new. */
  readonly sample: boolean;
  /** When another process serves this workspace already, ask it for a link instead of serving too. */
  readonly borrow: boolean;
  /** Tells the person, besides the result. */
  readonly note: (line: string) => void;
}

export type WebShell =
  | {
      readonly kind: 'serving';
      readonly link: string;
      readonly port: number;
      /** The workspace's usual port, when another process has it, and whether that one serves the workspace itself. */
      readonly taken: { readonly port: number; readonly by: 'this-workspace' | 'another' } | null;
      close(): Promise<void>;
    }
  /** Another process serves; this is a fresh link of its. */
  | { readonly kind: 'borrowed'; readonly link: string };

/** What the command line is handed by its entry: it knows no shell itself. */
export type OpenWebShell = (options: WebShellOptions) => Promise<Result<WebShell>>;
