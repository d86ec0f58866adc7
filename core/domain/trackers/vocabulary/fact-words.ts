/** Names of metadata lines, as slugs, that say when a document was last checked against reality. */
const VERIFIED = new Set(
  (
    'last-verified|verified|verified-on|last-checked|checked-on|' +
    'zuletzt-geprüft|zuletzt-geprüft-am|geprüft-am|letzte-prüfung|zuletzt-überprüft|zuletzt-verifiziert|' +
    'dernière-vérification|vérifié-le|dernier-contrôle|' +
    'última-verificación|última-revisión|verificado-el|' +
    'última-verificação|verificado-em|' +
    'ultima-verifica|verificato-il|' +
    'ostatnia-weryfikacja|ostatnio-sprawdzono|zweryfikowano|' +
    'проверено|последняя-проверка|дата-проверки|' +
    '最終確認|最終確認日|確認日|最后核实|最后验证|核实日期|최종-확인|마지막-확인|확인일'
  ).split('|'),
);

const UPDATED = new RegExp(
  [
    '^(?:last-)?(?:updated|modified|changed|revised)(?:-on|-at)?$',
    '^(?:updated|last-update|last-revision|as-of|status-date|snapshot|stand|aktualisiert|(?:zuletzt|letzte)-(?:aktualisiert|aktualisierung|geändert|änderung)(?:-am)?)$',
    '^(?:dernière-mise-à-jour|mis-à-jour(?:-le)?|última-actualización|última-atualização|ultimo-aggiornamento|ostatnia-aktualizacja|дата-обновления|обновлено|последнее-обновление)$',
    '^(?:最后更新|更新时间|最終更新|最終更新日|更新日|최종-업데이트|마지막-업데이트)$',
  ].join('|'),
  'u',
);

/** Whether a metadata line of this name says when the document was last changed. */
export function saysLastUpdate(name: string): boolean {
  return UPDATED.test(name);
}

/** The line that says when a document was last checked: the one that programs write, else one in its own words. */
export function lastVerifiedIn<Line extends { readonly name: string }>(
  meta: readonly Line[],
): Line | undefined {
  return meta.find(({ name }) => name === 'last-verified') ?? meta.find(({ name }) => VERIFIED.has(name));
}

const OWNER =
  /^(?:verantwortlich|verantwortliche|verantwortlicher|zuständig|responsable|responsável|responsabile|odpowiedzialny|odpowiedzialna|ответственный|担当|担当者|責任者|负责人|負責人|담당자|책임자)$/u;

/** The line that says who answers for the document. */
export function ownerIn<Line extends { readonly name: string }>(meta: readonly Line[]): Line | undefined {
  return meta.find(({ name }) => name === 'owner') ?? meta.find(({ name }) => OWNER.test(name));
}

/** Whether a line of this name states one of the facts above. */
export function namesAFact(name: string): boolean {
  return VERIFIED.has(name) || saysLastUpdate(name) || OWNER.test(name);
}
