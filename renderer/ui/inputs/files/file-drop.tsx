import { type ClipboardEvent, type DragEvent, type ReactNode, useEffect, useState } from 'react';
import styles from './file-drop.module.css';
import { isForItself, pastedFiles } from './pasted-files.ts';

export interface FileDropProps {
  /** Said over the content while files are held above it: "Drop to add as evidence". */
  readonly hint: string;
  readonly onFiles: (files: readonly File[]) => void;
  readonly children: ReactNode;
}

const holdsFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer.types.includes('Files');

/** A place that takes files: dropped on it, or pasted while the focus is in it. */
export function FileDrop({ hint, onFiles, children }: FileDropProps) {
  const [isOver, setOver] = useState(false);
  const hold = (event: DragEvent) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    setOver(true);
  };
  const leave = (event: DragEvent) => {
    const into = event.relatedTarget;
    if (!(into instanceof Node && event.currentTarget.contains(into))) setOver(false);
  };
  const drop = (event: DragEvent) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    setOver(false);
    if (event.dataTransfer.files.length > 0) onFiles([...event.dataTransfer.files]);
  };
  const paste = (event: ClipboardEvent) => {
    if (event.defaultPrevented || isForItself(event.target, event.clipboardData)) return;
    const files = pastedFiles(event.clipboardData);
    if (files.length === 0) return;
    event.preventDefault();
    onFiles(files);
  };
  return (
    <div
      className={styles.place}
      data-over={isOver}
      onDragEnter={hold}
      onDragOver={hold}
      onDragLeave={leave}
      onDrop={drop}
      onPaste={paste}
    >
      {children}
      {isOver ? <span className={styles.hint}>{hint}</span> : null}
    </div>
  );
}

/** Takes what is pasted anywhere on the screen but in fields, tables and dialogs, while `isOn`. */
export function usePastedFiles(isOn: boolean, onFiles: (files: readonly File[]) => void): void {
  useEffect(() => {
    if (!isOn) return undefined;
    const paste = (event: globalThis.ClipboardEvent) => {
      const { target, clipboardData, defaultPrevented } = event;
      if (defaultPrevented || clipboardData === null || isForItself(target, clipboardData)) return;
      if (target instanceof Element && target.closest('[role=dialog]') !== null) return;
      const files = pastedFiles(clipboardData);
      if (files.length === 0) return;
      event.preventDefault();
      onFiles(files);
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, [isOn, onFiles]);
}
