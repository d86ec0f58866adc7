import type { CanonicalState } from './states.ts';

/** Words whose state the design fixes: mapping them is no guess. Normal form: lower case, single spaces. */
const SURE: Readonly<Record<CanonicalState, string>> = {
  planned: 'planned|not started|notstarted|pending|todo|to do|not yet verified|deferred|queued|backlog',
  active: 'active|in progress|inprogress|partial|started|ongoing|working|wip',
  review:
    'review|in review|ready for signoff|ready for sign off|ready for review|verification|completed (doc baseline)|complete (doc baseline)|completed baseline|baseline complete|awaiting review',
  blocked: 'blocked|on hold',
  done: 'done|met|complete|completed|shipped|passed|verified|closed|finished|resolved|released|merged',
  locked: 'locked|signed off|signedoff',
  dropped:
    "dropped|moved|superseded|out of scope|cancelled|canceled|abandoned|rejected|obsolete|deprecated|descoped|wont do|wont fix|won’t do|won't do|won't fix",
};

/** Words other documents and languages use: mapped, and shown as a guess. */
const GUESSED: Readonly<Record<CanonicalState, string>> = {
  planned:
    'new|open|not done|not complete|not completed|not met|not ready|not implemented|not verified|unverified|incomplete|undone|no|n|missing|gap|ready|upcoming|future|later|next|proposed|draft|idea|tbd|scheduled|unassigned|unstarted|waiting|postponed|not begun|to be done|exploring|considering|researching|planning|up next|soon|' +
    'pendiente|por hacer|planificado|abierto|no iniciado|sin empezar|offen|geplant|ausstehend|zu tun|à faire|prévu|en attente|non commencé|da fare|pianificato|in attesa|a fazer|planejado|não iniciado|te doen|gepland|do zrobienia|zaplanowane|oczekuje|запланировано|не начато|не начат|не начата|ожидает|планируется|открыто|к выполнению|заплановано|не розпочато|yapılacak|planlandı|beklemede|' +
    '未开始|待办|待开始|计划中|规划中|待定|待处理|未完成|未着手|予定|計画中|未対応|計画|未開始|待辦|대기|예정|미착수|계획|계획됨|planifié|prevista|previsto|à implémenter|à venir|待處理|待辦事項|規劃中|未完了|لم يبدأ|لم تبدأ|معلق|مخطط|قيد الانتظار|برنامه‌ریزی شده|انجام نشده|शुरू नहीं|शुरू नहीं हुआ|लंबित|बाकी|טרם החל|ממתין|מתוכנן|ยังไม่เริ่ม|รอดำเนินการ|chưa bắt đầu|chưa làm|dự kiến|belum mulai|belum dimulai|belum|শুরু হয়নি|বাকি',
  active:
    'inprog|in work|in development|in dev|developing|doing|building|implementing|underway|under way|current|on track|at risk|partially|partially done|partially complete|partially met|partly|continuing|testing|in testing|in flight|running|mostly done|mostly complete|nearly done|experimental|beta|alpha|preview|wip|claimed|assigned|executing|reopened|improving|' +
    'en progreso|en ejecucion|en ejecución|en curso|en proceso|en desarrollo|in arbeit|in bearbeitung|laufend|läuft|begonnen|en cours|in corso|em andamento|em progresso|mee bezig|bezig|w toku|w trakcie|в работе|в процессе|выполняется|частично|в розробці|в процесі|devam ediyor|' +
    '进行中|开发中|测试中|部分完成|正在进行|進行中|作業中|対応中|開発中|実装中|着手|진행 중|진행중|작업 중|개발 중|maintenance|maintained|teilweise|partiel|parcial|處理中|開發中|قيد التنفيذ|قيد العمل|جاري|جارٍ|جاري العمل|در حال انجام|प्रगति में|प्रगति पर|जारी|चालू|בתהליך|בביצוע|กำลังดำเนินการ|กำลังทำ|đang làm|đang thực hiện|đang tiến hành|sedang berjalan|sedang dikerjakan|dalam proses|চলমান|চলছে',
  review:
    'under review|reviewing|pr open|in qa|qa|awaiting approval|awaiting signoff|needs review|review needed|human needed|human review|to verify|needs verification|ready for signoff|ready for qa|ready to merge|pending review|pending approval|in approval|code complete|feature complete|dev complete|dev completed|' +
    'en revisión|en revision|in prüfung|zu prüfen|en revue|in revisione|em revisão|на проверке|на ревью|审核中|待审核|评审中|レビュー中|確認中|검토 중|검토중|審核中|審查中|قيد المراجعة|समीक्षा में|בבדיקה|รอตรวจสอบ|đang xem xét|chờ duyệt|dalam peninjauan',
  blocked:
    'stuck|impeded|waiting on dependency|paused|halted|failing|failed|fail|error|stalled|suspended|on ice|broken|' +
    'bloqueado|bloqueada|blockiert|pausiert|bloqué|en pause|bloccato|geblokkeerd|zablokowane|заблокировано|заблокирован|на паузе|приостановлено|заблоковано|engellendi|阻塞|受阻|暂停|卡住|保留|中断|ブロック|차단|보류|暫停|متوقف|محظور|अवरुद्ध|रुका हुआ|חסום|ติดขัด|bị chặn|tạm dừng|terhambat|terblokir',
  done:
    'yes|y|ok|pass|passing|satisfied|accepted|approved|achieved|delivered|deployed|live|launched|implemented|supported|available|ready ✓|fixed|success|successful|stable|fulfilled|published|adopted|final|validated|confirmed|covered|migrated|landed|ga|x|good|full|fully supported|' +
    'hecho|completado|completada|terminado|cerrado|finalizado|listo|cumplido|erledigt|fertig|abgeschlossen|umgesetzt|terminé|fait|achevé|livré|completato|fatto|finito|concluído|concluido|feito|concluída|klaar|gereed|afgerond|zrobione|ukończone|gotowe|zakończone|готово|готов|выполнено|завершено|завершён|завершен|сделано|закрыто|реализовано|пройдено|да|виконано|завершено|tamamlandı|bitti|' +
    '完成|已完成|已发布|已上线|已实现|已解决|通过|已通过|完了|済|済み|対応済み|実装済み|実装済|リリース済み|完|완료|완료됨|완성|출시|已合并|已合併|已發布|已實作|已解決|通過|opérationnel|opérationnelle|مكتمل|مكتملة|تم|منجز|تم الإنجاز|انجام شده|تکمیل شده|पूर्ण|पूरा|पूरा हुआ|समाप्त|הושלם|בוצע|เสร็จ|เสร็จแล้ว|เสร็จสิ้น|hoàn thành|đã hoàn thành|xong|đã xong|selesai|সম্পন্ন|শেষ',
  locked: 'frozen|signed|sealed|closed out|sign off complete',
  dropped:
    'skipped|removed|na|n/a|not applicable|not planned|not needed|duplicate|withdrawn|retired|replaced|merged into|wontfix|declined|archived|' +
    'cancelado|descartado|verworfen|gestrichen|entfällt|abgelehnt|annulé|abandonné|annullato|geannuleerd|anulowane|отменено|отклонено|скасовано|iptal|已取消|取消|废弃|已废弃|不适用|中止|キャンセル|対象外|廃止|취소|제외|end of life|eol|no longer needed|sunset|discontinued|已廢棄|不適用|ملغى|ملغي|ألغي|لغو شده|रद्द|בוטל|ยกเลิก|ยกเลิกแล้ว|đã hủy|hủy|dibatalkan|বাতিল',
};

/** Words that say "later": planned, with a mark. */
export const DEFERRED_WORDS =
  /(?:^|[^\p{L}])(?:deferred|postponed|aplazado|diferido|verschoben|zurückgestellt|reporté|rinviato|adiado|отложено|відкладено|延期|推迟|延后|見送り|후순위|연기)(?:$|[^\p{L}])|⏸|⏭/iu;

/** A mark alone; beside words the words decide. */
export const MARKS: readonly (readonly [string, CanonicalState])[] = [
  ['✅', 'done'],
  ['☑', 'done'],
  ['✔', 'done'],
  ['✓', 'done'],
  ['🟢', 'done'],
  ['🎉', 'done'],
  ['🏁', 'done'],
  ['🚀', 'done'],
  ['💚', 'done'],
  ['👍', 'done'],
  ['🆗', 'done'],
  ['⭕', 'done'],
  ['◯', 'done'],
  ['●', 'done'],
  ['🔐', 'locked'],
  ['🔄', 'active'],
  ['🚧', 'active'],
  ['🏗', 'active'],
  ['🟡', 'active'],
  ['🟠', 'active'],
  ['🔵', 'active'],
  ['🔨', 'active'],
  ['🛠', 'active'],
  ['⚙', 'active'],
  ['⚠', 'active'],
  ['🔶', 'active'],
  ['🔷', 'active'],
  ['◐', 'active'],
  ['◑', 'active'],
  ['🏃', 'active'],
  ['👷', 'active'],
  ['💛', 'active'],
  ['🧪', 'active'],
  ['▶', 'active'],
  ['△', 'active'],
  ['🔁', 'review'],
  ['👀', 'review'],
  ['🔍', 'review'],
  ['📝', 'review'],
  ['⏸', 'planned'],
  ['⏳', 'planned'],
  ['⌛', 'planned'],
  ['🕐', 'planned'],
  ['⏰', 'planned'],
  ['📋', 'planned'],
  ['📅', 'planned'],
  ['🗓', 'planned'],
  ['☐', 'planned'],
  ['⬜', 'planned'],
  ['□', 'planned'],
  ['◻', 'planned'],
  ['⚪', 'planned'],
  ['○', 'planned'],
  ['🔲', 'planned'],
  ['🔜', 'planned'],
  ['💡', 'planned'],
  ['❌', 'planned'],
  ['✗', 'planned'],
  ['✘', 'planned'],
  ['✖', 'planned'],
  ['❎', 'planned'],
  ['🆕', 'planned'],
  ['⏭', 'planned'],
  ['❓', 'planned'],
  ['❔', 'planned'],
  ['🔒', 'blocked'],
  ['🚫', 'blocked'],
  ['⛔', 'blocked'],
  ['🛑', 'blocked'],
  ['🔴', 'blocked'],
  ['❗', 'blocked'],
  ['🚨', 'blocked'],
  ['🧊', 'blocked'],
  ['🗑', 'dropped'],
  ['➖', 'dropped'],
  ['⚰', 'dropped'],
];

export const SURE_WORDS = table(SURE);
export const GUESSED_WORDS = table(GUESSED);

function table(words: Readonly<Record<CanonicalState, string>>): ReadonlyMap<string, CanonicalState> {
  const map = new Map<string, CanonicalState>();
  for (const state of ['planned', 'active', 'review', 'blocked', 'done', 'locked', 'dropped'] as const) {
    for (const word of words[state].split('|')) if (!map.has(word)) map.set(word, state);
  }
  return map;
}
