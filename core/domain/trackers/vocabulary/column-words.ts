/** Header words by what the column holds. Compared in lower case, without marks and bracketed additions. */
const WORDS = {
  status:
    'status|state|verification status|current status|phase status|task status|test status|review status|implementation status|overall status|progress|completion|done|done?|complete|complete?|completed?|implemented|implemented?|verdict|result|outcome|health|rag|estado|situación|avance|zustand|stand|fortschritt|statut|état|avancement|stato|avanzamento|situação|статус|состояние|прогресс|готовность|стан|durum|状态|狀態|进度|完成情况|状況|ステータス|進捗|状態|상태|진행|진행 상황|stan|stav|tila|進度|完成情況|الحالة|وضعیت|स्थिति|סטטוס|מצב|สถานะ|trạng thái|tình trạng|অবস্থা',
  date: 'date|due|due date|target date|target|deadline|eta|when|planned date|planned|release date|released|completed|completed on|completed at|completion date|finished|shipped|started|start|start date|end|end date|closed|updated|last updated|opened|by|fecha|fecha límite|fecha objetivo|entrega|datum|frist|termin|fällig|échéance|date limite|date cible|data|scadenza|prazo|срок|дата|дедлайн|термін|tarih|日期|截止|截止日期|期限|完成时间|目标日期|日付|完了日|予定日|날짜|마감|기한|목표일|完成時間|目標日期|التاريخ|تاريخ|الموعد|تاريخ الاستحقاق|تاریخ|तारीख|तिथि|समय सीमा|תאריך|תאריך יעד|วันที่|กำหนดส่ง|ngày|hạn chót|tanggal|tenggat|তারিখ',
  owner:
    'owner|owners|assignee|assignees|assigned|assigned to|lead|responsible|who|dri|accountable|author|contact|maintainer|maintainers|agent|person|team|responsable|encargado|verantwortlich|zuständig|propriétaire|porteur|responsabile|responsável|ответственный|исполнитель|владелец|відповідальний|sorumlu|负责人|负责|责任人|責任者|担当|担当者|담당|담당자|負責人|負責|المسؤول|مسؤول|مسئول|ज़िम्मेदार|जिम्मेदार|אחראי|ผู้รับผิดชอบ|phụ trách|người phụ trách|penanggung jawab|pic|দায়িত্বপ্রাপ্ত',
  notes:
    'notes|note|comment|comments|remark|remarks|detail|details|description|evidence|rationale|summary|reason|context|deliverables/evidence|notas|comentarios|observaciones|descripción|bemerkung|bemerkungen|anmerkung|anmerkungen|notizen|beschreibung|remarques|commentaires|note e commenti|observações|примечание|примечания|комментарий|комментарии|описание|примітки|notlar|açıklama|备注|说明|描述|備考|メモ|説明|비고|메모|설명|備註|說明|ملاحظات|الوصف|توضیحات|टिप्पणी|विवरण|הערות|หมายเหตุ|ghi chú|mô tả|catatan|keterangan|মন্তব্য',
  name: 'name|task|tasks|item|milestone|feature|title|deliverable|deliverables|activity|work item|requirement|criterion|criteria|acceptance criteria|check|topic|goal|objective|component|module|story|user story|issue|action|action item|workstream|area|test|test case|case|risk|package|language|problem|capability|control|service|endpoint|document|plan|theme|epic|gap|finding|what|nombre|tarea|hito|objetivo|funcionalidad|aufgabe|meilenstein|thema|funktion|tâche|nom|jalon|attività|nome|tarefa|marco|задача|название|этап|функция|задание|пункт|завдання|назва|görev|任务|功能|名称|标题|事项|里程碑|模块|タスク|項目|機能|名前|マイルストーン|作业|작업|항목|기능|이름|任務|名稱|標題|里程碑|模組|المهمة|الاسم|البند|وظیفه|कार्य|नाम|משימה|שם|งาน|ชื่อ|công việc|nhiệm vụ|tên|tugas|nama|কাজ',
  id: 'id|ids|#|no|no.|nr|nr.|№|n°|num|number|key|ref|reference|code|ticket|jira|issue #|pr|req|req id|requirement id|task id|rank|order|phase|step|stage|week|sprint|nummer|código|номер|编号|序号|番号|번호|阶段|フェーズ|編號|序號|階段|الرقم|رقم|क्रमांक|מספר|ลำดับ|mã|stt',
  depends:
    'depends on|dependencies|dependency|depends|deps|blocked by|requires|prerequisites|prerequisite|needs|after|depende de|dependencias|abhängig von|abhängigkeiten|dépend de|dépendances|dipende da|depende|зависит от|зависимости|依赖|依赖项|前置|依存|依存関係|의존성|선행',
} as const;

export type ColumnRole = keyof typeof WORDS;

const BY_WORD = new Map<string, Set<ColumnRole>>();
for (const role of Object.keys(WORDS).filter(isRole)) {
  for (const word of WORDS[role].split('|')) {
    const roles = BY_WORD.get(word) ?? new Set<ColumnRole>();
    roles.add(role);
    BY_WORD.set(word, roles);
  }
}

function isRole(role: string): role is ColumnRole {
  return role in WORDS;
}

const NONE: ReadonlySet<ColumnRole> = new Set();

/** What a header or label word may stand for. */
export function rolesOf(label: string): ReadonlySet<ColumnRole> {
  const plain = label
    .replace(/[([（].*$/u, '')
    .replace(/\p{Extended_Pictographic}|\uFE0F/gu, ' ')
    .replace(/[\s_-]+/gu, ' ')
    .trim()
    .toLowerCase();
  return BY_WORD.get(plain) ?? BY_WORD.get(plain.replace(/[?:*]+$/u, '')) ?? NONE;
}

/** Status words first among several: a column called Status beats one called Progress. */
export function statusRank(label: string): number {
  const plain = label.trim().toLowerCase();
  if (
    /(?:^|\s)(?:status|state|estado|zustand|statut|état|stato|статус|состояние|状态|狀態|状態|ステータス|상태|الحالة|وضعیت|स्थिति|סטטוס|สถานะ|trạng thái|tình trạng)/u.test(
      plain,
    )
  )
    return 0;
  return /progress|completion|进度|進捗|avance|fortschritt|прогресс/u.test(plain) ? 2 : 1;
}

/** Due and target dates first: they are what an item is held to. */
export function dateRank(label: string): number {
  return /due|target|deadline|eta|frist|fällig|échéance|límite|objetivo|срок|дедлайн|截止|期限|目标|予定|마감|목표/iu.test(
    label,
  )
    ? 0
    : 1;
}

/** Headers of columns that weigh rather than tell how far something is; their marks and colours are no status. */
export function isRating(label: string): boolean {
  return /priorit|severit|criticit|kritik|impact|likelihood|probab|urgen|risk level|risque|dringlich|приоритет|важност|优先|優先|严重|影响|重要|우선|중요도|الأولوية|प्राथमिकता|độ ưu tiên/iu.test(
    label,
  );
}
