import { useRef, useState } from 'react';
import { call } from '../../../bridge/hooks.ts';
import { sendFile } from './send-file.ts';

/** Sends one file at a time, with how far it is. */
export function useSendFile() {
  const [sent, setSent] = useState<{ name: string; bytes: number; of: number } | null>(null);
  const control = useRef<AbortController | null>(null);
  const send = async (file: File): ReturnType<typeof sendFile> => {
    const mine = new AbortController();
    control.current = mine;
    const told = { name: file.name, of: file.size };
    setSent({ ...told, bytes: 0 });
    try {
      const onSent = (bytes: number) => setSent({ ...told, bytes });
      return await sendFile(file, { client: { call }, signal: mine.signal, onSent });
    } finally {
      control.current = null;
      setSent(null);
    }
  };
  return { sent, send, giveUp: () => control.current?.abort() };
}
