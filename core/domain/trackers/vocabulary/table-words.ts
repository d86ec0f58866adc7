/** Words that tell whether a table's rows are followed by somebody, or are there to be looked up. */

/** In the header of the names: each row is work. */
const WORK_NAMES =
  /\b(?:tasks?|subtasks?|milestones?|deliverables?|requirements?|criteri(?:on|a)|acceptance|action items?|work (?:items?|packages?)|user stor(?:y|ies)|stor(?:y|ies)|epics?|to-?dos?|bugs?|issues?|checks?|check items?|gates?|tests?|test cases?|initiatives?|what to \p{L}+|next steps?|open questions?|blockers?|aufgaben?|meilensteine?|maßnahmen?|anforderung(?:en)?|arbeitspakete?|prüfpunkte?|tâches?|jalons?|exigences?|livrables?|tareas?|hitos?|requisitos?|entregables?|tarefas?|marcos?|attività|compit[oi]|requisit[oi]|zadani[ea]|wymagani[ea])\b|задач|вех[аи]|требовани|мероприяти|タスク|マイルストーン|要件|課題|作業|任务|任務|里程碑|需求|待办|待辦|工作项|작업|과제|마일스톤|요구사항|할 일/iu;

/** In the header of the names or beside it: rows are entries of a reference. */
const REFERENCE_NAMES =
  /^(?:ref|variables?|env(?:ironment)? vars?|option|options|flags?|parameters?|params?|arguments?|args?|field|fields|propert(?:y|ies)|setting|settings|key|keys|value|attribute|attributes|type|types|method|methods|path|paths|file|files|commands?|command|term|terms|acronym|abbreviation|metric|metrics|dimension|kpi|tool|tools|tool name|library|language|languages|platform|platforms|technology|layer|provider|symbol|code|error|error code|event|format|syntax|header|endpoint|route|url|port|host|image|icon|emoji|badge|badge type|preset|constant|class|enum|shortcut|keybinding|fixture|template|template id|resource|link|source|document|name of file|variable name|classification|model|concept|pattern|principle|metrik|kennzahl|begriff|einstellung|parameter|variable|option|datei|befehl|terme|métrique|fichier|commande|término|métrica|archivo|comando|termo|arquivo|termine|file|pojęcie|plik|polecenie|термин|метрика|файл|команда|параметр|переменная|用語|変数|指標|ファイル|コマンド|パラメータ|术语|術語|变量|變量|指标|指標|文件|命令|参数|參數|용어|변수|지표|파일|명령|매개변수)$/iu;

/** In the heading above: what follows is work, or is there to be looked up. */
const WORK_HEADINGS =
  /\b(?:tasks?|todos?|to-do|backlog|road-?map|milestones?|action items?|actions|next steps?|plan|planned|checklist|sign-?offs?|go\/no-?go|deliverables|execution|open (?:items|questions|issues)|upcoming|in progress|blocked|deferred|remaining|pending|outstanding|aufgaben|meilensteine|fahrplan|nächste schritte|offene punkte|tâches|feuille de route|jalons|prochaines étapes|tareas|hoja de ruta|hitos|próximos pasos|pendientes|tarefas|roteiro|próximos passos|attività|prossimi passi|zadania|kamienie milowe)\b|задачи|план работ|дорожная карта|タスク|ロードマップ|次のステップ|残課題|任务|任務|路线图|路線圖|下一步|待办|待辦|计划|작업|로드맵|다음 단계/iu;
const REFERENCE_HEADINGS =
  /\b(?:reference|references|appendix|glossary|legend|bibliography|metrics|comparison|configuration|environment variables|options|settings|vocabulary|definitions?|terminology|statistics|stats|supported|examples?|overview of|anhang|glossar|legende|kennzahlen|vergleich|konfiguration|glossaire|légende|comparaison|glosario|leyenda|comparación|configuración|glossário|legenda|comparação|glossario|confronto|słownik|porównanie)\b|глоссарий|легенда|сравнение|приложение|настройки|用語集|凡例|比較|付録|設定|术语表|图例|对比|附录|配置|용어집|범례|비교|부록|설정/iu;

export function namesWork(header: string): boolean {
  return WORK_NAMES.test(header);
}

/** In the header of the names: each row is a stage of work. */
export function namesStage(header: string): boolean {
  return /^(?:(?:\p{L}+ )?(?:phase|sprint|release|iteration|wave|increment|workstream|stage)s?|etappe|étape|fase|etapa|etap|faza|этап|фаза|フェーズ|段階|阶段|階段|단계)$/iu.test(
    header,
  );
}

/** In the header of the key: each row is a day or a week of a schedule. */
export function namesSlot(header: string): boolean {
  return /^(?:step|day|week|month|session|lesson|tag|woche|jour|semaine|día|semana|dia|giorno|settimana|dzień|tydzień|день|неделя|週|日|周|天|주|일)$/iu.test(
    header,
  );
}

/** In any header: the table is there to be worked through or signed. */
export function asksForWork(header: string): boolean {
  return /^(?:what to \p{L}+|to (?:do|check|review|verify)|action (?:required|needed)|required action|expected(?: result| outcome)?|pass\/fail|signature|signed|sign off|signoff|approval|approved by|unterschrift|freigabe|signature|firma|assinatura|podpis|подпись|署名|承認|签字|签名|審核|서명|승인)$/iu.test(
    header,
  );
}

export function namesReference(header: string): boolean {
  return REFERENCE_NAMES.test(header);
}

export function headsWork(title: string): boolean {
  return WORK_HEADINGS.test(title);
}

export function headsReference(title: string): boolean {
  return REFERENCE_HEADINGS.test(title);
}

/** A heading that says in which state what stands below it is. */
export function headsState(title: string): boolean {
  return /^(?:\W|\d|\.)*(?:deferred|out of scope|blocked|waiting|in progress|pending|remaining|outstanding|backlog|to-?dos?|next steps?|open (?:items|questions|issues|points)|upcoming|parked|cancelled|canceled|dropped|offen|offene punkte|zurückgestellt|nächste schritte|à faire|en attente|reporté|pendientes?|aplazado|pendências|da fare|rinviato|do zrobienia|odłożone)\b|^(?:\W|\d)*(?:отложено|в работе|не вошло|未対応|保留|対象外|次のステップ|待办|待辦|进行中|进行中|延期|보류|대기|할 일)/iu.test(
    title,
  );
}

/** A heading that says that what stands below it is finished. */
export function headsDone(title: string): boolean {
  return /\b(?:done|completed?|shipped|delivered|finished|closed|resolved|released|sign-?offs?|accomplishments?|erledigt|abgeschlossen|terminés?|achevés?|completad[oa]s?|terminad[oa]s?|concluíd[oa]s?|completat[oi]|zakończone|ukończone)\b|выполнен|завершен|завершён|готово|完了|済み|完成|已发布|완료/iu.test(
    title,
  );
}

const SIGN_HEADER =
  /^(?:status(?:es)?|symbols?|icons?|marks?|markers?|legend|key|emoji|state|states|sign|colou?r|verdict|result|rating|level|label|severity|priority|signo|símbolo|symbole|signe|zeichen|symbol|farbe|segno|simbolo|znak|статус|символ|обозначение|знак|цвет|状态|图例|符号|记号|標記|标记|標誌|記号|マーク|凡例|状態|ステータス|상태|기호|표시)$/iu;
const MEANING_HEADER =
  /^(?:meaning|means|what it means|definition|stands for|significado|bedeutung|signification|signifie|significato|znaczenie|значение|расшифровка|含义|含義|意义|意味|의미|뜻)$/iu;
const TELLING_HEADER =
  /^(?:description|explanation|notes?|beschreibung|erläuterung|description|explication|descripción|explicación|descrição|explicação|descrizione|spiegazione|opis|описание|пояснение|说明|說明|描述|説明|설명)$/iu;

export function headsSigns(header: string): boolean {
  return SIGN_HEADER.test(header);
}

export function headsMeanings(header: string): boolean {
  return MEANING_HEADER.test(header);
}

/** Words that also stand over what is said of each row of a tracker. */
export function headsTelling(header: string): boolean {
  return TELLING_HEADER.test(header);
}

const PROPERTY_HEADER =
  /^(?:propert(?:y|ies)|field|attribute|setting|parameter|param|item|key|name|metric|detail|info|information|eigenschaft|merkmal|feld|propriété|champ|attribut|propiedad|campo|atributo|propriedade|proprietà|właściwość|pole|свойство|поле|параметр|показатель|属性|項目|フィールド|字段|项|项目|속성|항목|필드)$/iu;
const VALUE_HEADER =
  /^(?:values?|setting|content|data|default|current|wert|inhalt|valeur|valor|valore|wartość|значение|値|内容|值|数值|값|내용)$/iu;

export function headsProperties(header: string): boolean {
  return PROPERTY_HEADER.test(header);
}

export function headsValues(header: string): boolean {
  return VALUE_HEADER.test(header);
}

/** What changed, in a table whose rows begin with a day or a version. */
export function headsChanges(header: string): boolean {
  return /\b(?:changes?|change log|changelog|what changed|events?|entry|entries|decisions?|änderung(?:en)?|ereignis|changements?|modifications?|cambios?|eventos?|mudanças?|alterações|modifiche|zmiany|zmiana)\b|изменени|событи|変更|更新内容|变更|變更|更新|改动|변경/iu.test(
    header,
  );
}

/** A heading that calls what stands below it a log: "Validation log", "Test history". */
export function headsLog(title: string): boolean {
  return /\b(?:logs?|history|protokoll|verlauf|historique|historial|histórico|storico|dziennik)\s*$|журнал|история|履歴|ログ|日志|日誌|记录|記錄|기록|이력/iu.test(
    title,
  );
}
