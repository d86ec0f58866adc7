const longest = 120;

/** What a task is called in lists: the first line of its description that says something, shortened. */
export function taskTitle(description: string): string {
  const line = description
    .split('\n', 50)
    .map((one) => one.replace(/^#+\s+/, '').trim())
    .find((one) => one !== '');
  const text = line ?? description.trim();
  return text.length > longest ? `${text.slice(0, longest - 1).trimEnd()}…` : text;
}
