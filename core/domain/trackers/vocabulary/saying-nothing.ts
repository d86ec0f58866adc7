const NOTHING =
  /^[(（]?(?:none|nothing(?: (?:yet|else|to|at|for|in|is|open|pending|blocked)\b.*)?|n\/?a|no(?:ne)? (?:yet|at|for|known|current|currently|open|pending|blockers?|remaining|outstanding)\b.*|empty|tbd|keine?|nichts|ninguno?a?|nada|aucune?|rien|nessun[oa]?|niente|nenhuma?|brak|нет|ничего|无|無|暂无|暫無|なし|特になし|없음|[-–—]+)(?:\s*[)）.。,，;；(（[:：]|\s[—–-]\s|$)/iu;

const NOBODY =
  /^[\s([（]*(?:[-–—―_.?…*/]+|n\.?\s?\/?\s?a\.?|tb[acd]|t\.b\.[acd]\.?|none(?: yet)?|nil|nobody|no ?one|no owner(?: yet)?|un(?:assigned|owned|known|allocated|claimed)|not (?:assigned|yet assigned|applicable|set)|to be (?:assigned|decided|determined|confirmed|named)|open|vacant|niemand|keine?r?|offen|unbesetzt|nicht (?:zugewiesen|vergeben)|k\.?\s?a\.?|personne|aucune?|à (?:définir|désigner|déterminer)|non (?:attribué|assigné)e?|nadie|ningun[oa]|sin asignar|por (?:definir|asignar)|nessuno|da (?:definire|assegnare)|non assegnato|ninguém|nenhum|a definir|sem responsável|nikt|brak|nieprzypisane|do ustalenia|nog niet bekend|geen|никто|нет|не назначен[оа]?|не определен[оа]?|не определён|未定|未割り?当て?|未分配|未指派|待定|无|無|なし|미정|없음|미지정)[.!)\]）\s]*$/iu;

/** A place for a person that names none. */
export function namesNobody(text: string): boolean {
  return text.length <= 32 && NOBODY.test(text);
}

/** `- None yet`, `- 无（…）`: a line that fills a section with nothing in it. */
export function saysNothing(line: string): boolean {
  return NOTHING.test(line);
}
