const NOTHING =
  /^[(（]?(?:none|nothing(?: (?:yet|else|to|at|for|in|is|open|pending|blocked)\b.*)?|n\/?a|no(?:ne)? (?:yet|at|for|known|current|currently|open|pending|blockers?|remaining|outstanding)\b.*|empty|tbd|keine?|nichts|ninguno?a?|nada|aucune?|rien|nessun[oa]?|niente|nenhuma?|brak|нет|ничего|无|無|暂无|暫無|なし|特になし|없음|[-–—]+)(?:\s*[)）.。,，;；(（[:：]|\s[—–-]\s|$)/iu;

/** `- None yet`, `- 无（…）`: a line that fills a section with nothing in it. */
export function saysNothing(line: string): boolean {
  return NOTHING.test(line);
}
