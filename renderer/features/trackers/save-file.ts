/** Hands a text to the browser as a download. */
export function saveFile(file: {
  readonly fileName: string;
  readonly mime: string;
  readonly text: string;
}): void {
  const address = URL.createObjectURL(new Blob([file.text], { type: file.mime }));
  const link = document.createElement('a');
  link.href = address;
  link.download = file.fileName;
  link.click();
  // The browser reads it after the click returned.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
