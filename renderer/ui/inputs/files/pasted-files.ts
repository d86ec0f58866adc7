/** Headings, quotes, lists, tables, fences and links: what plain text seldom has at the start of its lines. */
const MARKDOWN = /^(?:#{1,6} |> |[-*+] |\d{1,3}\. |\|.*\||```)|\[[^\]]+\]\([^)]+\)/mu;

/** What is on the clipboard as files: those themselves and images, else its text as a file of its own. */
export function pastedFiles(clipboard: Pick<DataTransfer, 'files' | 'getData'>): readonly File[] {
  const files = [...clipboard.files];
  if (files.length > 0) return files;
  const text = clipboard.getData('text/plain');
  if (text.trim() === '') return [];
  return [
    MARKDOWN.test(text)
      ? new File([text], 'pasted-text.md', { type: 'text/markdown' })
      : new File([text], 'pasted-text.txt', { type: 'text/plain' }),
  ];
}

/** Text is pasted into a field, a table and the like by what they are; files mean nothing there. */
export function isForItself(target: EventTarget | null, clipboard: Pick<DataTransfer, 'files'>): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest('[role=grid]') !== null) return true;
  return clipboard.files.length === 0 && target.closest('input, textarea, [contenteditable=true]') !== null;
}
