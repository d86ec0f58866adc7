import { expect, test } from 'vitest';
import { JsonPath, numberAt, textAt, valuesAt } from '../../../sidecar/executors/commands/json-path.ts';

const line = {
  type: 'assistant',
  ok: true,
  message: {
    content: [
      { type: 'text', text: 'one' },
      { type: 'tool', name: 'read', n: 2 },
      { type: 'text', text: 'two' },
    ],
    usage: { input: 12, output: '7' },
  },
  byModel: { finch: { cost: 1 }, wren: { cost: 2 } },
};

test('names lead into objects, brackets into lists, a star into every field', () => {
  expect(valuesAt(line, 'message.usage.input')).toEqual([12]);
  expect(valuesAt(line, 'message.content[].type')).toEqual(['text', 'tool', 'text']);
  expect(valuesAt(line, 'message.content[type=text].text')).toEqual(['one', 'two']);
  expect(valuesAt(line, 'message.content[n=2].name')).toEqual(['read']);
  expect(valuesAt(line, 'byModel.*.cost')).toEqual([1, 2]);
});

test('a path that does not fit the value finds nothing', () => {
  for (const path of [
    'message.content.text',
    'type[].x',
    'nowhere.at.all',
    'message[].content',
    'type.length',
  ]) {
    expect([path, ...valuesAt(line, path)]).toEqual([path]);
  }
  expect(valuesAt(null, 'a')).toEqual([]);
  expect(valuesAt([1], '*')).toEqual([]);
});

test('a path never reaches what objects inherit', () => {
  expect(valuesAt(line, 'constructor.name')).toEqual([]);
  expect(valuesAt(line, '__proto__.toString')).toEqual([]);
  expect(valuesAt(JSON.parse('{"__proto__":{"x":1}}'), '__proto__.x')).toEqual([1]);
});

test('numbers written as text are no numbers; plain values are texts', () => {
  expect(numberAt(line, 'message.usage.output')).toBeNull();
  expect(textAt(line, 'message.usage.input')).toBe('12');
  expect(textAt(line, 'ok')).toBe('true');
  expect(textAt(line, 'message')).toBeNull();
});

test('what is no path is refused when the profile is read', () => {
  for (const path of ['', '.', 'a.', 'a..b', 'a[', 'a[x]', 'a b', 'a[0]']) {
    expect({ path, ok: JsonPath.safeParse(path).success }).toEqual({ path, ok: false });
  }
  for (const path of ['a', '*', 'a.b[]', 'a[type=x y].b', 'total-cost.$x_1']) {
    expect({ path, ok: JsonPath.safeParse(path).success }).toEqual({ path, ok: true });
  }
});
