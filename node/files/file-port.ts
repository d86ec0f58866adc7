import type { Failure, Result } from '../../core/kernel/result.ts';

/** What went wrong with a file, as the contract names it. */
export type FileCode =
  | 'file.missing'
  | 'file.read-only'
  | 'file.disk-full'
  | 'file.not-allowed'
  | 'file.too-large'
  | 'file.binary'
  | 'file.changed'
  | 'file.exists'
  | 'file.write-failed'
  | 'file.read-failed';

export type FileFailure = Failure<FileCode>;
export type FileResult<Value> = Result<Value, FileCode>;

export interface FileFacts {
  readonly bytes: number;
  readonly mode: number;
  readonly user: number;
  readonly group: number;
  readonly modifiedAt: number;
  readonly isFile: boolean;
  readonly isFolder: boolean;
}

export interface OpenedFile {
  write(bytes: Uint8Array): Promise<void>;
  setMode(mode: number): Promise<void>;
  setOwner(user: number, group: number): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** The few file system verbs tracker writes need; injected so that a full disk or a refused rename can be tested. */
export interface FilePort {
  read(path: string): Promise<Uint8Array>;
  facts(path: string): Promise<FileFacts>;
  realPath(path: string): Promise<string>;
  /** Makes the file; fails when it exists. */
  createExclusive(path: string, mode: number): Promise<OpenedFile>;
  rename(from: string, to: string): Promise<void>;
  /** Moves a file to a name that must be free. */
  renameNew(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  makeFolder(path: string): Promise<void>;
  syncFolder(path: string): Promise<void>;
  writable(path: string): Promise<boolean>;
}
