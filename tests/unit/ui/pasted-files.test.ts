import { expect, it } from 'vitest';
import { pastedFiles } from '../../../renderer/ui/inputs/files/pasted-files.ts';

/** A clipboard as far as it is asked: a real list of files exists in browsers alone. */
function clipboard(text: string, ...files: readonly File[]): Parameters<typeof pastedFiles>[0] {
  const list = { length: files.length, item: (at: number) => files[at] ?? null };
  return {
    files: Object.assign(list, { [Symbol.iterator]: () => files[Symbol.iterator]() }),
    getData: () => text,
  };
}

it('takes what is pasted as files: those there are, else the text, by what it looks like', async () => {
  const photo = new File(['x'], 'photo.png');
  expect(pastedFiles(clipboard('photo.png', photo))).toEqual([photo]);
  expect(pastedFiles(clipboard('  \n'))).toEqual([]);
  const names = (text: string) => pastedFiles(clipboard(text)).map(({ name }) => name);
  expect(names('p95 was 12 ms\nas agreed')).toEqual(['pasted-text.txt']);
  expect(names('1 < 2')).toEqual(['pasted-text.txt']);
  for (const text of ['# Survey', 'All:\n- piles', '| a | b |', 'See [it](docs/a.md).', '```\nx\n```'])
    expect(names(text)).toEqual(['pasted-text.md']);
  const [file] = pastedFiles(clipboard('é'));
  expect(await file?.text()).toBe('é');
});
