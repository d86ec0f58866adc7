import type { Locator } from '@playwright/test';

export interface DraggedFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

/** Holds files over an element as a file manager does, and lets them go unless `held`. */
export async function dropFiles(
  target: Locator,
  files: readonly DraggedFile[],
  options: { readonly held?: boolean } = {},
): Promise<void> {
  const given = files.map(({ name, type, bytes }) => ({ name, type, base64: bytes.toString('base64') }));
  const transfer = await target.page().evaluateHandle((all) => {
    const dragged = new DataTransfer();
    for (const { name, type, base64 } of all) {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      dragged.items.add(new File([bytes], name, { type }));
    }
    return dragged;
  }, given);
  await target.dispatchEvent('dragenter', { dataTransfer: transfer });
  await target.dispatchEvent('dragover', { dataTransfer: transfer });
  if (options.held !== true) await target.dispatchEvent('drop', { dataTransfer: transfer });
}
