import type { Failure, Result } from '../../core/kernel/result.ts';

/** What went wrong with a file, as the contract names it. */
export type FileCode =
  | 'file.missing'
  | 'file.read-only'
  | 'file.disk-full'
  | 'file.not-allowed'
  | 'file.too-large'
  | 'file.binary'
  | 'file.not-utf8'
  | 'file.changed'
  | 'file.emptied'
  | 'file.exists'
  | 'file.in-use'
  | 'file.write-failed'
  | 'file.read-failed';

export type FileFailure = Failure<FileCode>;
export type FileResult<Value> = Result<Value, FileCode>;

export interface FileFacts {
  readonly bytes: number;
  readonly mode: number;
  readonly user: number;
  readonly group: number;
  /** When the file itself came into being, not its name; where a disk keeps no such time, as late as `changedAt`. */
  readonly createdAt: number;
  readonly modifiedAt: number;
  /** When bytes, name or mode last changed; nobody can set it back. */
  readonly changedAt: number;
  /** Tells a file from another one that took its name. */
  readonly inode: number;
  /** The disk it is on: inodes are numbers of one disk. */
  readonly device: number;
  /** How many names it has. */
  readonly links: number;
  readonly isFile: boolean;
  readonly isFolder: boolean;
}

/** What is set on a file beside its bytes, mode and owner: extended attributes, access lists, file flags. By name. */
export type Attributes = ReadonlyMap<string, string>;

/** Node reads none of them, so a program of the system is asked. */
export type Asked =
  | { readonly kind: 'told'; readonly of: ReadonlyMap<string, Attributes> }
  /** The program is not installed. */
  | { readonly kind: 'no-program' }
  /** It failed, or took too long. */
  | { readonly kind: 'no-answer' };

export interface Listed {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
}

export interface OpenedFile {
  write(bytes: Uint8Array): Promise<void>;
  setMode(mode: number): Promise<void>;
  setOwner(user: number, group: number): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** A file kept open for reading: it stays readable when its name goes to another one. */
export interface HeldFile {
  /** As it was when it was opened. */
  readonly found: FileFacts;
  facts(): Promise<FileFacts>;
  read(): Promise<Uint8Array>;
  /** At most so many bytes from there on; none at its end. */
  readAt(from: number, bytes: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** A file that is written into, so that everything stays that belongs to it. */
export interface FileInPlace extends HeldFile {
  /**
   * Makes it say these bytes, which differ from what it says from an offset on, without a turn of the event loop. Answers
   * how it looks then; null, and nothing done, when it is no longer as it was said to be.
   */
  overwrite(bytes: Uint8Array, from: number, asSeen: FileFacts): Promise<FileFacts | null>;
  setMode(mode: number): Promise<void>;
  sync(): Promise<void>;
}

/** The few file system verbs tracker writes need; injected so that a full disk or a refused rename can be tested. */
export interface FilePort {
  read(path: string): Promise<Uint8Array>;
  facts(path: string): Promise<FileFacts>;
  realPath(path: string): Promise<string>;
  /** What a folder holds, by name. */
  list(path: string): Promise<readonly Listed[]>;
  /** Makes the file; fails when it exists. */
  createExclusive(path: string, mode: number): Promise<OpenedFile>;
  rename(from: string, to: string): Promise<void>;
  /**
   * Takes the name from a file that still has it; false when another one has. Between look and rename lie some microseconds,
   * which no call closes: the system's own exchange of two names is out of Node's reach.
   */
  renameOver(from: string, to: string, inode: number): Promise<boolean>;
  /** Moves a file to a name that must be free. */
  renameNew(from: string, to: string): Promise<void>;
  /** A second name for the same file; fails when the name is taken or the disk knows no such thing. */
  link(from: string, to: string): Promise<void>;
  hold(path: string): Promise<HeldFile>;
  openInPlace(path: string): Promise<FileInPlace>;
  remove(path: string): Promise<void>;
  makeFolder(path: string): Promise<void>;
  syncFolder(path: string): Promise<void>;
  writable(path: string): Promise<boolean>;
  /** See `askAttributes`. */
  attributes(paths: readonly string[]): Promise<Asked>;
  /** Gives a file the attributes of another one, without telling which; false where that can't be done. */
  copyAttributes(from: string, to: string): Promise<boolean>;
}
