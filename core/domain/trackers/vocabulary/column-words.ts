import { z } from 'zod';
import { slug } from '../text/slug.ts';

/** What a column can hold for its row. A table has at most one column of each. */
export const ColumnRole = z.enum([
  'key',
  'name',
  'status',
  'due',
  'start',
  'done',
  'owner',
  'depends',
  'notes',
  'count',
  'priority',
  'evidence',
]);
export type ColumnRole = z.infer<typeof ColumnRole>;

/**
 * What header words tell. Besides the roles: `stamp` is a day that is neither wanted nor an end ("Last updated"), `day`
 * a day of which the word does not say which, `flag` a yes or no about the thing itself, whose ticks are no status.
 */
export type HeaderSense = ColumnRole | 'stamp' | 'day' | 'flag';

/**
 * Header words by what the column holds: English, German, French, Spanish, Portuguese, Italian, Polish, Russian,
 * Japanese, Chinese, Korean, then others. Lower case, without marks.
 */
const WORDS: Readonly<Record<HeaderSense, string>> = {
  status:
    'status|state|verification status|current status|phase status|task status|test status|review status|implementation status|overall status|progress|completion|completeness|done|complete|completed|implemented|verdict|result|outcome|health|rag|readiness|% complete|percent complete|% done|complete %|percentage|pass/fail|pass|passed|go/no go|ok|merged|tested|deployed|migrated|ported|reviewed|shipped|released|verified|approved|fixed|published|launched|installed|closed|signed off|' +
    'zustand|stand|fortschritt|fertigstellungsgrad|fertigstellung|erledigungsgrad|bearbeitungsstand|umsetzungsstand|erledigt|fertig|ergebnis|' +
    'statut|état|avancement|taux d’avancement|% d’avancement|état d’avancement|progression|résultat|fait|' +
    'estado|situación|avance|% avance|grado de avance|progreso|hecho|resultado|' +
    'situação|andamento|% concluído|percentual|progresso|feito|' +
    'stato|avanzamento|fatto|esito|' +
    'stan|postęp|postępy|wynik|' +
    'статус|состояние|прогресс|готовность|результат|сделано|' +
    'ステータス|状況|進捗率|完了率|達成率|完成度|進捗|進捗状況|状態|結果|完了|' +
    '状态|狀態|进度|進度|完成度|完成率|完成程度|完成状态|完成狀態|完成状况|完成狀況|完成情况|完成情況|当前状态|目前状态|进展|進展|结果|' +
    '상태|진행|진행 상황|진행상황|진척|진척도|진척률|진행률|완료율|완성도|달성률|결과|' +
    'стан|durum|stav|tila|الحالة|وضعیت|स्थिति|סטטוס|מצב|สถานะ|trạng thái|tình trạng|অবস্থা',
  due:
    'due|due date|due by|due on|due dates|deadline|deadlines|target date|target dates|target|target completion|target completion date|target release|target release date|target month|target quarter|planned date|planned end|planned end date|planned finish|planned completion|planned release|planned|eta|end|end date|finish date|finish by|complete by|needed by|required by|by when|by|expected|expected date|expected by|expected completion|estimated completion|estimated completion date|estimated date|estimated delivery|delivery date|' +
    'fällig|fällig am|fällig bis|fälligkeit|fälligkeitsdatum|termin|zieltermin|zieldatum|endtermin|liefertermin|abgabetermin|abgabe|frist|stichtag|bis|bis wann|geplant|geplant bis|geplantes ende|ende|enddatum|' +
    'échéance|date d’échéance|date limite|date cible|date butoir|date prévue|date de fin|fin|fin prévue|prévu|prévue|prévu pour|livraison|date de livraison|à rendre|pour le|' +
    'fecha límite|fecha objetivo|fecha prevista|fecha de entrega|fecha de vencimiento|fecha fin|fecha de fin|vence|vencimiento|entrega|plazo|previsto|prevista|' +
    'prazo|data limite|data prevista|data de entrega|data alvo|data final|vencimento|previsão|fim|data de término|' +
    'scadenza|data di scadenza|data prevista|data obiettivo|data di consegna|consegna|entro|fine|data fine|termine|' +
    'termin|termin realizacji|data docelowa|planowana data|data zakończenia|koniec|do kiedy|ostateczny termin|' +
    'срок|сроки|срок выполнения|срок сдачи|дедлайн|крайний срок|плановая дата|целевая дата|план|дата окончания|конец|окончание|к сроку|' +
    '期限|締切|締め切り|納期|期日|予定日|完了予定|完了予定日|目標日|終了予定|終了予定日|リリース予定|リリース予定日|予定|' +
    '截止|截止日期|截止时间|截止時間|目标日期|目標日期|计划完成|计划完成时间|计划完成日期|計劃完成|預計完成|预计完成|预计完成时间|预计时间|完成期限|到期|到期日|预计|預計|结束日期|結束日期|交付日期|' +
    '마감|마감일|기한|목표일|예정일|완료 예정|완료 예정일|완료예정일|납기|납기일|종료일|' +
    'термін|الموعد|تاريخ الاستحقاق|الموعد النهائي|समय सीमा|תאריך יעד|กำหนดส่ง|hạn chót|tenggat',
  start:
    'start|starts|start date|started|started on|started at|start time|begin|begins|began|begin date|opened|opened on|opened at|kick off|kickoff|planned start|actual start|from|since|' +
    'beginn|anfang|startdatum|starttermin|begonnen|begonnen am|gestartet|gestartet am|eröffnet|ab|von|' +
    'début|date de début|commencé|commencé le|démarrage|ouvert le|' +
    'inicio|fecha de inicio|fecha inicio|comienzo|iniciado|desde|' +
    'início|data de início|começo|' +
    'inizio|data di inizio|data inizio|avviato|' +
    'początek|data rozpoczęcia|rozpoczęcie|rozpoczęto|' +
    'начало|дата начала|начат|начато|старт|' +
    '開始|開始日|着手日|着手|' +
    '开始|开始日期|开始时间|開始日期|開始時間|启动时间|' +
    '시작|시작일|착수일|' +
    'початок|başlangıç|تاريخ البدء|प्रारंभ|תאריך התחלה|วันที่เริ่ม|ngày bắt đầu|mulai',
  done:
    'completed|completed on|completed at|completed date|completion date|date completed|done on|done at|date done|done date|finished|finished on|finished at|shipped|shipped on|ship date|shipped date|delivered|delivered on|closed|closed on|closed at|close date|date closed|resolved|resolved on|released|released on|merged|merged on|merged at|actual end|actual finish|actual completion|actual date|actual|achieved|achieved on|deployed|deployed on|fixed|fixed on|fixed at|date fixed|solved|date resolved|signed on|date signed|sign off date|signoff date|approved on|verified on|passed on|landed|launched|launch date|went live|release date|date de sortie|дата релиза|リリース日|公開日|发布日期|發布日期|发布时间|출시일|' +
    'erledigt am|erledigt|abgeschlossen|abgeschlossen am|fertig am|fertiggestellt|fertiggestellt am|abschluss|abschlussdatum|beendet|beendet am|geschlossen am|ausgeliefert|ausgeliefert am|veröffentlicht am|umgesetzt am|' +
    'terminé|terminé le|achevé|achevé le|date de réalisation|réalisé le|livré le|clôturé le|fini le|date de clôture|' +
    'completado|completado el|fecha de finalización|fecha de cierre|terminado|terminado el|finalizado|finalizado el|cerrado el|entregado|entregado el|' +
    'concluído|concluído em|data de conclusão|finalizado em|entregue em|' +
    'completato|completato il|data di completamento|concluso il|chiuso il|consegnato il|' +
    'ukończono|zakończono|data ukończenia|data wykonania|zrealizowano|' +
    'завершено|завершён|дата завершения|дата выполнения|выполнено|закрыто|факт|фактическая дата|' +
    '完了日|完成日|終了日|実施日|リリース済み日|クローズ日|' +
    '完成时间|完成時間|完成日期|实际完成|实际完成时间|關閉日期|关闭日期|上线日期|上线时间|' +
    '완료일|완료 날짜|종료|완료 시각|' +
    'تاريخ الإنجاز|पूर्ण तिथि|תאריך סיום|วันที่เสร็จ|ngày hoàn thành|tanggal selesai',
  stamp:
    'last updated|last updated on|last update|updated|updated on|updated at|update|last change|last changed|changed|last modified|modified|modified on|last edited|last reviewed|reviewed|reviewed on|reviewed at|last run|last seen|last verified|verified|last checked|last activity|last commit|last sync|created|created on|created at|date created|creation date|added|added on|date added|reported|reported on|raised|raised on|discovered|found on|logged|logged at|as of|timestamp|time|registered|' +
    'aktualisiert|aktualisiert am|zuletzt aktualisiert|letzte aktualisierung|letzte änderung|geändert|geändert am|erstellt|erstellt am|angelegt|angelegt am|gemeldet|gemeldet am|geprüft am|' +
    'mis à jour|mis à jour le|dernière mise à jour|mise à jour|modifié|modifié le|créé|créé le|date de création|ajouté|signalé le|' +
    'actualizado|última actualización|actualización|modificado|creado|fecha de creación|añadido|reportado|' +
    'atualizado|atualizado em|última atualização|criado|criado em|data de criação|adicionado|' +
    'aggiornato|ultimo aggiornamento|creato|creato il|data di creazione|aggiunto|' +
    'zaktualizowano|ostatnia aktualizacja|utworzono|data utworzenia|dodano|' +
    'обновлено|обновлён|последнее обновление|дата обновления|создано|создан|дата создания|добавлено|' +
    '更新日|最終更新|最終更新日|更新日時|作成日|作成日時|登録日|追加日|起票日|' +
    '更新时间|更新時間|更新日期|最后更新|最後更新|创建时间|創建時間|创建日期|建立日期|添加时间|记录时间|' +
    '업데이트|최종 수정|수정일|최근 업데이트|생성일|등록일|작성일|' +
    'оновлено|güncellendi|تاريخ التحديث|آخر تحديث|अद्यतन|עודכן|อัปเดต|cập nhật|diperbarui',
  day:
    'date|dates|when|day|month|' +
    'datum|tag|wann|monat|' +
    'quand|jour|' +
    'fecha|cuándo|día|data|dia|giorno|quando|' +
    'dzień|kiedy|дата|когда|день|' +
    '日付|日|日程|' +
    '日期|时间|時間|' +
    '날짜|일자|일정|' +
    'tarih|التاريخ|تاريخ|تاریخ|तारीख|तिथि|תאריך|วันที่|ngày|tanggal|তারিখ',
  flag:
    'expected result|expected|expectation|erwartet|résultat attendu|resultado esperado|risultato atteso|ожидаемый результат|期待結果|期待値|预期结果|預期結果|예상 결과|waiver|waived|required|optional|mandatory|breaking|nullable|default|enabled|public|exported|automated|blocking|billable|recommended|v1.0 scope|in scope|scope|' +
    'erforderlich|pflicht|optional|obligatoire|requis|obligatorio|requerido|obrigatório|obbligatorio|wymagane|обязательно|обязательный|必須|任意|必填|必须|是否必须|필수|선택',
  owner:
    'owner|owners|assignee|assignees|assigned|assigned to|lead|leads|responsible|responsible person|responsibility|who|dri|accountable|author|contact|point of contact|poc|maintainer|maintainers|agent|person|people|team|squad|champion|driver|reviewer|approver|by whom|pic|' +
    'verantwortlich|verantwortliche|verantwortlicher|zuständig|zuständigkeit|bearbeiter|bearbeiterin|wer|besitzer|ansprechpartner|zugewiesen|zugewiesen an|' +
    'propriétaire|porteur|responsable|pilote|qui|assigné|assigné à|équipe|chargé|' +
    'responsable|responsables|encargado|encargada|quién|asignado|asignado a|equipo|dueño|' +
    'responsável|responsáveis|quem|dono|atribuído|atribuído a|equipe|encarregado|' +
    'responsabile|responsabili|chi|assegnato|assegnato a|incaricato|referente|' +
    'właściciel|odpowiedzialny|odpowiedzialna|osoba odpowiedzialna|kto|wykonawca|przypisano|zespół|' +
    'ответственный|ответственные|исполнитель|исполнители|владелец|кто|назначен|команда|автор|' +
    '責任者|担当|担当者|オーナー|担当部署|主担当|作業者|' +
    '负责人|负责|责任人|執行人|执行人|经办人|處理人|处理人|負責人|負責|擁有者|所有者|归属|' +
    '담당|담당자|책임자|소유자|작업자|' +
    'відповідальний|sorumlu|المسؤول|مسؤول|مسئول|ज़िम्मेदार|जिम्मेदार|אחראי|ผู้รับผิดชอบ|phụ trách|người phụ trách|penanggung jawab|দায়িত্বপ্রাপ্ত',
  notes:
    'notes|note|comment|comments|remark|remarks|detail|details|description|rationale|summary|reason|context|explanation|observations|next step|next steps|mitigation|resolution|impact|' +
    'bemerkung|bemerkungen|anmerkung|anmerkungen|notiz|notizen|kommentar|kommentare|hinweis|hinweise|beschreibung|begründung|erläuterung|' +
    'remarque|remarques|commentaire|commentaires|détail|détails|description|raison|justification|' +
    'notas|nota|comentario|comentarios|observaciones|observación|descripción|detalle|detalles|motivo|' +
    'observações|observação|comentários|comentário|descrição|detalhes|' +
    'note|commenti|commento|osservazioni|descrizione|dettagli|motivazione|' +
    'uwagi|uwaga|komentarz|komentarze|opis|notatki|szczegóły|powód|' +
    'примечание|примечания|комментарий|комментарии|описание|заметки|подробности|причина|детали|' +
    '備考|メモ|説明|コメント|詳細|補足|理由|内容説明|' +
    '备注|備註|说明|說明|描述|注释|原因|详情|評論|评论|' +
    '비고|메모|설명|코멘트|상세|이유|세부 사항|' +
    'примітки|notlar|açıklama|ملاحظات|الوصف|توضیحات|टिप्पणी|विवरण|הערות|หมายเหตุ|ghi chú|mô tả|catatan|keterangan|মন্তব্য',
  name:
    'name|task|tasks|task name|item|items|milestone|milestones|title|deliverable|deliverables|activity|activities|work item|work package|requirement|requirements|criterion|criteria|acceptance criteria|check|check item|checks|story|user story|action|actions|action item|initiative|epic|theme|gap|finding|todo|to do|job|subtask|work|' +
    'aufgabe|aufgaben|meilenstein|meilensteine|titel|bezeichnung|vorhaben|maßnahme|maßnahmen|arbeitspaket|anforderung|anforderungen|tätigkeit|teilaufgabe|prüfpunkt|vorgang|' +
    'tâche|tâches|nom|jalon|jalons|titre|intitulé|livrable|livrables|activité|exigence|critère|action|' +
    'nombre|tarea|tareas|hito|hitos|título|entregable|entregables|actividad|requisito|acción|criterio|' +
    'nome|tarefa|tarefas|marco|marcos|título|entregável|atividade|requisito|ação|' +
    'attività|compito|titolo|traguardo|requisito|azione|consegna|' +
    'zadanie|zadania|nazwa|tytuł|kamień milowy|wymaganie|czynność|' +
    'задача|задачи|критерий|критерии|название|наименование|этап работ|задание|пункт|веха|требование|мероприятие|работа|' +
    'タスク|タスク名|項目|名前|名称|件名|タイトル|マイルストーン|作業|作業内容|作業項目|要件|課題|' +
    '任务|任務|任务名称|名称|名稱|标题|標題|事项|事項|里程碑|需求|工作项|工作內容|工作内容|待办事项|项目|項目|' +
    '작업|작업명|항목|이름|제목|마일스톤|과제|요구사항|업무|할 일|' +
    'завдання|назва|görev|المهمة|الاسم|البند|وظیفه|कार्य|नाम|משימה|שם|งาน|ชื่อ|công việc|nhiệm vụ|tên|tugas|nama|কাজ',
  depends:
    'depends on|depends|dependencies|dependency|deps|blocked by|blocker|blockers|blocked on|requires|prerequisites|prerequisite|prereqs|needs|waits for|waiting for|waiting on|predecessor|predecessors|' +
    'abhängig von|abhängigkeit|abhängigkeiten|voraussetzung|voraussetzungen|blockierer|blockiert durch|wartet auf|vorgänger|' +
    'dépend de|dépendance|dépendances|prérequis|bloqué par|' +
    'depende de|dependencia|dependencias|prerrequisitos|requisitos previos|bloqueado por|' +
    'dependência|dependências|depende|pré-requisitos|' +
    'dipende da|dipendenza|dipendenze|prerequisiti|bloccato da|' +
    'zależy od|zależność|zależności|wymaga|blokowane przez|' +
    'зависит от|зависимость|зависимости|требует|блокируется|блокер|предшественник|' +
    '依存|依存関係|依存先|前提|前提条件|先行タスク|' +
    '依赖|依赖项|依賴|依賴項|依赖关系|前置|前置任务|前置条件|前置任務|' +
    '의존성|선행|선행 작업|종속성|의존|' +
    'залежить від|bağımlılıklar|يعتمد على|निर्भर|תלוי ב|phụ thuộc',
  count:
    'exit code|exit status|return code|response code|http code|http status|status code|error code|count|counts|total|number of|amount|effort|estimate|points|story points|hours|days|size|cost|duration|anzahl|menge|aufwand|dauer|nombre de|effort|durée|cantidad|esfuerzo|duración|quantidade|esforço|quantità|durata|liczba|ilość|количество|объём|часы|件数|数量|工数|合計|数|估算|工时|总数|工時|개수|수량|합계|공수',
  priority:
    'priority|prio|severity|criticality|urgency|importance|impact level|risk level|likelihood|probability|moscow|p|' +
    'priorität|prioritäten|dringlichkeit|wichtigkeit|schweregrad|priorité|urgence|sévérité|gravité|importance|prioridad|urgencia|severidad|gravedad|prioridade|urgência|gravidade|priorità|urgenza|gravità|priorytet|pilność|' +
    'приоритет|важность|срочность|критичность|優先度|優先順位|重要度|緊急度|优先级|優先級|优先|优先度|严重程度|重要性|紧急程度|影响|우선순위|중요도|긴급도|심각도|الأولوية|प्राथमिकता|độ ưu tiên|öncelik|пріоритет',
  evidence:
    'evidence|proof|artifact|artifacts|artefact|link|links|commit|commits|pr|prs|pull request|source|reference|references|deliverables/evidence|test evidence|' +
    'nachweis|nachweise|beleg|belege|preuve|preuves|lien|evidencia|evidencias|prueba|enlace|evidência|evidências|prova|prove|evidenza|dowód|dowody|доказательство|подтверждение|ссылка|証跡|証拠|エビデンス|リンク|证据|證據|链接|連結|依据|증거|증빙|링크',
  key: 'id|ids|#|no|no.|nr|nr.|№|n°|n.º|num|number|key|code|ticket|ticket id|jira|issue #|issue id|req|req id|requirement id|task id|item id|ref id|wbs|s/n|sn|s.no|nummer|kennung|kürzel|schlüssel|numéro|identifiant|número|código|codice|numero|numer|identyfikator|номер|код|идентификатор|番号|編號|编号|序号|序號|任务编号|任務編號|管理番号|項番|번호|순번|식별자|الرقم|رقم|क्रमांक|מספר|ลำดับ|mã|stt',
};

/** Words for a name that several things may have, or that stand beside a better one; what counts is how telling the cells are. */
const WEAKER_NAMES: Readonly<Record<'thing' | 'told' | 'group' | 'place', string>> = {
  /** The thing a row is about. */
  thing:
    'feature|features|module|component|page|screen|service|endpoint|issue|problem|bug|defect|risk|test|test case|case|scenario|package|capability|control|document|plan|area of work|tool|function|system|language|surface|check name|what|subject|project|gate|blocker|recommendation|concern|change|improvement|' +
    'funktion|komponente|modul|baustein|seite|problem|fehler|risiko|test|dokument|projekt|was|thema|' +
    'fonctionnalité|composant|page|problème|risque|test|document|projet|sujet|' +
    'funcionalidad|característica|componente|módulo|página|problema|riesgo|prueba|documento|proyecto|tema|' +
    'funcionalidade|recurso|página|risco|teste|projeto|' +
    'funzionalità|componente|modulo|pagina|rischio|progetto|' +
    'funkcja|komponent|moduł|strona|ryzyko|projekt|' +
    'функция|компонент|модуль|страница|проблема|риск|тест|документ|проект|тема|' +
    '機能|コンポーネント|モジュール|ページ|画面|問題|リスク|テスト|ドキュメント|' +
    '功能|模块|模組|组件|組件|页面|頁面|问题|問題|风险|風險|测试|測試|文档|特性|' +
    '기능|모듈|컴포넌트|페이지|화면|문제|위험|리스크|테스트|문서',
  /** Tells what it is in words; a name where nothing shorter is. */
  told:
    'description|summary|content|contents|goal|goals|objective|objectives|scope|focus|purpose|topic|details|what it delivered|what to review|what to do|question|statement|' +
    'beschreibung|inhalt|inhalte|ziel|zweck|schwerpunkt|description|contenu|objectif|but|sujet|descripción|contenido|objetivo|meta|descrição|conteúdo|descrizione|contenuto|obiettivo|opis|treść|cel|цель|описание|содержание|содержимое|概要|説明|内容|內容|描述|说明|目标|目標|설명|내용|개요|목표',
  /** A group or a stage, often shared by several rows. */
  group:
    'phase|phases|step|stage|sprint|week|iteration|release|version|wave|area|category|type|role|workstream|stream|track|group|section|domain|environment|platform|region|site|team name|department|tier|' +
    'schritt|bereich|kategorie|version|rolle|etappe|étape|catégorie|domaine|version|rôle|fase|etapa|área|categoría|categoria|versión|versão|rol|papel|passo|paso|ruolo|versione|etap|faza|krok|obszar|kategoria|wersja|rola|' +
    'этап|шаг|фаза|область|категория|версия|роль|раздел|направление|フェーズ|段階|ステップ|分野|カテゴリ|カテゴリー|バージョン|役割|プラットフォーム|阶段|階段|步骤|步驟|类别|類別|分类|版本|角色|领域|단계|분야|카테고리|범주|버전|역할',
  /** Where it is kept. */
  place:
    'file|files|path|paths|directory|folder|location|endpoint path|branch|datei|pfad|ordner|ort|fichier|chemin|dossier|archivo|ruta|carpeta|arquivo|caminho|pasta|percorso|cartella|plik|ścieżka|katalog|файл|путь|папка|ファイル|パス|ディレクトリ|文件|路径|路徑|目录|目錄|파일|경로|폴더',
};

/** Words for a running number or a stage that tell rows apart where their cells are numbers or codes. */
const COUNTED_OFF =
  'phase|step|stage|week|sprint|batch|version|release|milestone|iteration|wave|rank|order|ref|reference|issue|pr|req|priority rank|schritt|woche|version|phase|étape|semaine|fase|paso|semana|versión|passo|versão|versione|etap|krok|tydzień|wersja|этап|шаг|фаза|неделя|версия|フェーズ|ステップ|週|バージョン|段階|阶段|步骤|版本|周|階段|단계|버전|주차';

const BY_WORD = new Map<string, Set<HeaderSense>>();
for (const sense of Object.keys(WORDS).filter(isSense)) {
  for (const word of WORDS[sense].split('|')) addSense(word, sense);
}
for (const words of Object.values(WEAKER_NAMES)) for (const word of words.split('|')) addSense(word, 'name');

const NAME_WEIGHTS = new Map<string, number>();
for (const [words, weight] of [
  [WEAKER_NAMES.place, 0.2],
  [WEAKER_NAMES.group, 0.5],
  [WEAKER_NAMES.told, 0.45],
  [WEAKER_NAMES.thing, 0.8],
  [WORDS.name, 1],
] as const) {
  for (const word of words.split('|')) NAME_WEIGHTS.set(word, weight);
}

const COUNTED_OFF_WORDS = new Set(COUNTED_OFF.split('|'));
const NONE: ReadonlySet<HeaderSense> = new Set();

function isSense(sense: string): sense is HeaderSense {
  return sense in WORDS;
}

function addSense(word: string, sense: HeaderSense): void {
  const senses = BY_WORD.get(word) ?? new Set<HeaderSense>();
  senses.add(sense);
  BY_WORD.set(word, senses);
}

/** No header that names what stands below is longer. */
const LONGEST_LABEL = 400;

/** A header in the form words are compared in: one case, no marks, no brackets, nothing invisible. */
export function headerText(label: string): string {
  return label
    .slice(0, LONGEST_LABEL)
    .normalize('NFC')
    .replace(/[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu, '')
    .replace(/[([（【].*$/u, '')
    .replace(/\p{Extended_Pictographic}|\uFE0F/gu, ' ')
    .replace(/['`´]/gu, '’')
    .replace(/[\s_\u2010-\u2015-]+/gu, ' ')
    .trim()
    .replace(/(?<=.)[?:*]+$/u, '')
    .trim()
    .toLowerCase();
}

/** What a word, as `headerText` gives it, may stand for. */
export function sensesOf(word: string): ReadonlySet<HeaderSense> {
  return BY_WORD.get(word) ?? NONE;
}

/** What a whole header or label may stand for. */
export function rolesOf(label: string): ReadonlySet<HeaderSense> {
  return sensesOf(headerText(label));
}

/** How much a word names: 1 for "Task", less for what stands beside a name or groups rows. */
export function nameWeight(word: string): number {
  return NAME_WEIGHTS.get(word) ?? 0;
}

/** Whether a word counts rows off ("Phase", "Version"): a key where its cells are numbers or codes. */
export function countsOff(word: string): boolean {
  return COUNTED_OFF_WORDS.has(word);
}

/** Words of scripts without blanks, the longest first: they are looked for inside a header. */
export const UNSPACED_WORDS: readonly string[] = [...BY_WORD.keys()]
  .filter((word) =>
    /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]{2,}$/u.test(word),
  )
  .sort((one, other) => other.length - one.length);

/** Words that may end a German, Dutch or Nordic compound ("Bearbeitungsstatus"). */
export const COMPOUND_ENDS: readonly string[] = [...BY_WORD.keys()]
  .filter((word) => /^\p{Script=Latin}{5,}$/u.test(word))
  .sort((one, other) => other.length - one.length);

/** Days of any meaning: what a label may be followed by. */
export function namesADay(label: string): boolean {
  const senses = rolesOf(label);
  return DAYS.some((day) => senses.has(day));
}

const DAYS = ['due', 'start', 'done', 'stamp', 'day'] as const;

/** The field a day of this label fills; null for a day of which the label does not say which. */
export function dayField(label: string): 'date' | 'start' | 'done' | null {
  const senses = rolesOf(label);
  if (senses.has('due')) return 'date';
  return senses.has('done') ? 'done' : senses.has('start') ? 'start' : null;
}

/** Whether a header says that its days are wanted, whatever the cells look like ("this week"); "Target" alone may head figures. */
export function saysDue(header: string): boolean {
  return /\b(?:due|deadlines?|eta|target date|fällig\p{L}*|zieltermin|zieldatum|abgabetermin|échéance|date limite|date cible|fecha límite|fecha objetivo|vencimiento|data limite|prazo final|scadenza|ostateczny termin)\b|дедлайн|крайний срок|срок сдачи|締切|締め切り|納期|完了予定|目標日|截止|到期|计划完成|目标日期|마감|목표일/iu.test(
    header,
  );
}

/** Names that mean more than a column: the day something is due; an item itself, its place and a log line in a change. */
const KEPT: ReadonlyMap<string, string> = new Map([
  ['date', 'day'],
  ['item', 'entry'],
  ['position', 'place'],
  ['log', 'entries'],
]);

/** The name of a field that holds what its label says and nothing else. */
export function fieldNameFor(label: string): string {
  const name = slug(label);
  return KEPT.get(name) ?? name;
}

/** Whether a header says "status" itself; "Done" or "Result" may head prose, this is taken at its word. */
export function saysStatus(header: string): boolean {
  return /(?:status|zustand|statut|stato|статус|состояние|状态|狀態|状態|ステータス|상태|الحالة|وضعیت|स्थिति|סטטוס|สถานะ|trạng thái|tình trạng)|(?:^|\s)(?:state|estado|état|situação|stan)(?:\s|$)/u.test(
    ` ${header}`,
  );
}

/** Headers of columns that weigh rather than tell how far something is; their marks and colours are no status. */
export function isRating(label: string): boolean {
  return /priorit|severit|criticit|kritik|impact|likelihood|probab|urgen|risk level|risque|dringlich|приоритет|важност|优先|優先|严重|影响|重要|우선|중요도|الأولوية|प्राथमिकता|độ ưu tiên/iu.test(
    label,
  );
}
