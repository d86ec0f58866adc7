const ASCII = /^\p{ASCII}*$/u;

/** Text without case and accents: what a person means when they type it. */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
