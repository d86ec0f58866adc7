const MAX_LENGTH = 4096;

/** A path within a root, as ops carry it, or null when it would lead out of it. */
export function rootPath(text: string): string | null {
  if (text === '' || text.length > MAX_LENGTH || text.includes('\0')) return null;
  const outside = text.split('/').some((segment) => segment === '' || segment === '.' || segment === '..');
  return outside ? null : text;
}

export function fileNameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
