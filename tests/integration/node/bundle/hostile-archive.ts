import { Header, type HeaderData } from 'tar';

const BLOCK = 512;

/** A tar archive as nobody well-meaning writes one: headers as given, each with its contents. */
export function archiveOf(files: readonly (HeaderData & { readonly contents?: string })[]): Buffer {
  const blocks = files.flatMap(({ contents = '', ...data }) => {
    const header = Buffer.alloc(BLOCK);
    new Header({ mode: 0o644, size: Buffer.byteLength(contents), type: 'File', ...data }).encode(header);
    const body = Buffer.alloc(Math.ceil(Buffer.byteLength(contents) / BLOCK) * BLOCK);
    body.write(contents);
    return [header, body];
  });
  return Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]);
}
