import { lines, run, type Shape, wrapped } from './shape.ts';

/** Queues in YAML by what they are made of. */
export const YAML_SHAPES: Readonly<Record<string, Shape>> = {
  tasks: lines((at, salt) => `  - id: T${at}\n    title: Task ${at}${salt}\n    status: todo\n`, 'tasks:\n'),
  'tasks of one id': lines((_, salt) => `  - id: T1\n    title: Lamp${salt}\n    status: todo\n`, 'tasks:\n'),
  'tasks that need each other': lines(
    (at, salt) => `  - id: T${at}\n    title: Lamp${salt}\n    depends_on: [T${at + 1}, T${at + 2}]\n`,
    'tasks:\n',
  ),
  'flow tasks': (size, salt) =>
    `tasks: [${lines((at, one) => `{id: T${at}, title: Lamp${one}, status: todo}, `, '')(size, salt)}]\n`,
  'flow lists deep': wrapped('[', ']', 'tasks: '),
  'flow maps deep': wrapped('{a: ', '}', 'tasks: '),
  'flow lists never closed': (size) => `tasks: ${'['.repeat(size)}\n`,
  'flow maps never closed': (size) => `tasks: ${'{'.repeat(size)}\n`,
  'lists in one line': (size, salt) => `tasks:\n  ${'- '.repeat(size / 2)}${salt || 'x'}\n`,
  'maps in stairs': (size) => {
    const depth = Math.floor(Math.sqrt(size));
    return `tasks:\n${Array.from({ length: depth }, (_, at) => `${' '.repeat(at + 1)}a:\n`).join('')}`;
  },
  'tasks of many keys': (size, salt) =>
    `tasks:\n  - id: T1\n${lines((at, one) => `    k${at}: v${one}\n`, '')(size, salt)}`,
  'tasks of one key': (size, salt) =>
    `tasks:\n  - id: T1\n${lines((_, one) => `    k: v${one}\n`, '')(size, salt)}`,
  anchors: lines((at, salt) => `  - &a${at}\n    id: T${at}\n    title: Lamp${salt}\n`, 'tasks:\n'),
  aliases: lines((at, salt) => `  - id: T${at}\n    note: *a${salt}\n`, 'base: &a x\ntasks:\n'),
  'alias bomb': (size) => {
    const count = Math.max(2, Math.floor(size / 60));
    return `a0: &a0 x\n${Array.from({ length: count }, (_, at) => `a${at + 1}: &a${at + 1} [*a${at}, *a${at}, *a${at}, *a${at}]\n`).join('')}tasks:\n  - id: T1\n    title: *a${count}\n`;
  },
  'merge keys': lines((at) => `  - <<: *a\n    id: T${at}\n`, 'base: &a {title: x}\ntasks:\n'),
  documents: lines((at, salt) => `---\ntasks:\n  - id: T${at}\n    title: Lamp${salt}\n`, ''),
  'document ends': run('---\n', 'tasks:\n  - id: T1\n'),
  'long scalar': (size, salt) => `tasks:\n  - id: T1\n    title: ${'a '.repeat(size / 2)}${salt}\n`,
  'long quoted scalar': (size, salt) =>
    `tasks:\n  - id: T1\n    title: "${'a\\n'.repeat(size / 3)}${salt}"\n`,
  'quoted scalar never closed': (size) => `tasks:\n  - id: T1\n    title: "${'a\n'.repeat(size / 2)}`,
  'block scalar': (size, salt) =>
    `tasks:\n  - id: T1\n    notes: |\n${lines((at, one) => `      line ${at}${one}\n`, '')(size, salt)}`,
  'plain scalar of lines': (size, salt) =>
    `tasks:\n  - id: T1\n    notes: a\n${lines((at, one) => `      line ${at}${one}\n`, '')(size, salt)}`,
  comments: lines((at, salt) => `# note ${at}${salt}\n`, 'tasks:\n  - id: T1\n'),
  'comments between': lines(
    (at, salt) => `  # note ${at}\n  - id: T${at}\n    title: x${salt}\n`,
    'tasks:\n',
  ),
  'blank lines': run('\n', 'tasks:\n  - id: T1\n'),
  tabs: run('\t', 'tasks:\n'),
  tags: run('!a ', 'tasks: '),
  'question marks': run('? ', 'tasks:\n'),
  errors: lines((at) => `  k${at}: : :\n`, 'tasks:\n'),
  'bad indents': lines((at) => `${' '.repeat(1 + (at % 9))}- id: T${at}\n`, 'tasks:\n'),
  spaces: run(' ', 'tasks: x'),
  'many queues': lines((at, salt) => `q${at}:\n  - id: T${at}\n    title: x${salt}\n`, ''),
  'tasks that share a long list': (size) =>
    `all: &all [${Array.from({ length: size / 16 }, (_, at) => `T${at}`).join(', ')}]\ntasks:\n${Array.from({ length: size / 60 }, (_, at) => `  - id: T${at}\n    depends_on: *all\n`).join('')}`,
  'tasks that share a long text': (size) =>
    `base: &a ${'long '.repeat(size / 10)}\ntasks:\n${Array.from({ length: size / 60 }, (_, at) => `  - id: T${at}\n    title: *a\n`).join('')}`,
  'tasks that take many values': (size) =>
    `base: &a\n${Array.from({ length: size / 24 }, (_, at) => `  k${at}: v\n`).join('')}tasks:\n${Array.from({ length: size / 60 }, (_, at) => `  - <<: *a\n    id: T${at}\n`).join('')}`,
  'tasks of strange states': lines(
    (at, salt) => `  - id: T${at}\n    status: word${at}${salt}\n`,
    'tasks:\n',
  ),
  'nested tasks': (size) => {
    const depth = Math.floor(Math.sqrt(size / 8));
    return `tasks:\n${Array.from({ length: depth }, (_, at) => `${'  '.repeat(2 * at + 1)}- id: T${at}\n${'  '.repeat(2 * at + 2)}tasks:\n`).join('')}`;
  },
};
