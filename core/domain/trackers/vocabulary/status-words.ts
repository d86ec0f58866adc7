import { comparableText } from '../text/comparable-text.ts';
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

const LATER =
  'postponed|aplazado|aplazada|diferido|diferida|verschoben|zurückgestellt|aufgeschoben|reporté|reportée|différé|différée|rinviato|rinviata|rimandato|rimandata|adiado|adiada|odłożone|odłożony|odłożona|przełożone|отложено|отложен|отложена|відкладено|延期|推迟|延后|延後|後順位|후순위|연기|연기됨';

/** Behind its day: still to be finished. */
const LATE =
  'late|overdue|behind|behind schedule|delayed|past due|en retard|überfällig|verspätet|verzögert|im verzug|in verzug|atrasado|atrasada|con retraso|retrasado|retrasada|in ritardo|opóźnione|opóźniony|po terminie|просрочено|просрочен|опаздывает|отстаёт|遅延|遅れ|延滞|逾期|已逾期|延误|지연|지연됨';

/** Words other documents and languages use: mapped, and shown as a guess. */
const GUESSED: Readonly<Record<CanonicalState, string>> = {
  planned:
    'new|open|not done|not complete|not completed|not met|not ready|not implemented|not verified|unverified|incomplete|undone|no|n|missing|gap|ready|upcoming|future|later|next|proposed|draft|concept|idea|tbd|scheduled|unassigned|unstarted|waiting|not begun|to be done|exploring|considering|researching|planning|up next|soon|' +
    `${LATER}|` +
    'entwurf|konzept|concepto|concetto|koncepcja|концепция|borrador|brouillon|ébauche|bozza|rascunho|szkic|черновик|草稿|草案|下書き|초안|' +
    'pendiente|por hacer|planificado|abierto|no iniciado|sin empezar|offen|geplant|ausstehend|zu tun|à faire|prévu|en attente|non commencé|da fare|pianificato|in attesa|a fazer|planejado|não iniciado|te doen|gepland|do zrobienia|zaplanowane|oczekuje|запланировано|не начато|не начат|не начата|ожидает|планируется|открыто|к выполнению|заплановано|не розпочато|yapılacak|planlandı|beklemede|' +
    '未开始|待办|待开始|计划中|规划中|待定|待处理|未完成|未着手|予定|計画中|未対応|計画|未開始|待辦|대기|예정|미착수|계획|계획됨|planifié|prevista|previsto|à implémenter|à venir|待處理|待辦事項|規劃中|未完了|لم يبدأ|لم تبدأ|معلق|مخطط|قيد الانتظار|برنامه‌ریزی شده|انجام نشده|शुरू नहीं|शुरू नहीं हुआ|लंबित|बाकी|טרם החל|ממתין|מתוכנן|ยังไม่เริ่ม|รอดำเนินการ|chưa bắt đầu|chưa làm|dự kiến|belum mulai|belum dimulai|belum|শুরু হয়নি|বাকি|' +
    'not finished|unfinished|unresolved|unmerged|unreleased|unshipped|untested|unfixed|outstanding|remaining|to start|not yet|not yet started|yet to start|icebox|wishlist|on the roadmap|no hecho|no terminado|no completado|incompleto|incompleta|por empezar|por iniciar|sin iniciar|nicht begonnen|noch nicht begonnen|nicht erledigt|nicht fertig|nicht abgeschlossen|noch offen|unerledigt|unvollständig|angedacht|zu erledigen|vorgesehen|wartet|steht aus|non fait|pas fait|pas commencé|non terminé|inachevé|incomplet|ouvert|planifiée|reste à faire|non fatto|non iniziato|non completato|incompiuto|aperto|da iniziare|da completare|pianificata|não feito|não concluído|não iniciada|incompleta|aberto|planejada|por fazer|a iniciar|pendentes|nie rozpoczęto|nie rozpoczęte|nie zaczęte|niezrobione|niegotowe|nieukończone|otwarte|planowane|zaplanowany|oczekujące|oczekujący|nowe|do wykonania|не сделано|не готово|не выполнено|не завершено|незавершено|не начаты|запланирован|запланирована|в планах|план|в очереди|ожидание|открыт|открыта|尚未开始|尚未完成|未启动|待完成|没有完成|尚未開始|未實作|未実装|未実施|まだ|着手前|保留中|未完|準備中|미완료|미완|시작 전|시작전|미정|할 일|준비 중',
  active:
    `${LATE}|` +
    'inprog|in work|in development|in dev|developing|doing|building|implementing|underway|under way|current|on track|at risk|partially|partially done|partially complete|partially met|partly|continuing|testing|in testing|in flight|running|mostly done|mostly complete|nearly done|experimental|beta|alpha|preview|wip|claimed|assigned|executing|reopened|improving|' +
    'en progreso|en ejecucion|en ejecución|en curso|en proceso|en desarrollo|in arbeit|in bearbeitung|laufend|läuft|begonnen|en cours|in corso|em andamento|em progresso|mee bezig|bezig|w toku|w trakcie|в работе|в процессе|выполняется|частично|в розробці|в процесі|devam ediyor|' +
    '进行中|开发中|测试中|部分完成|正在进行|進行中|作業中|対応中|開発中|実装中|着手|진행 중|진행중|작업 중|개발 중|maintenance|maintained|teilweise|partiel|parcial|處理中|開發中|قيد التنفيذ|قيد العمل|جاري|جارٍ|جاري العمل|در حال انجام|प्रगति में|प्रगति पर|जारी|चालू|בתהליך|בביצוע|กำลังดำเนินการ|กำลังทำ|đang làm|đang thực hiện|đang tiến hành|sedang berjalan|sedang dikerjakan|dalam proses|চলমান|চলছে|' +
    'in process|in execution|dispatched|ramping up|nearly complete|almost done|almost complete|halfway|half done|empezado|iniciado|avanzando|teilweise erledigt|teilweise fertig|angefangen|gestartet|in umsetzung|in entwicklung|aktiv|partiellement|commencé|en développement|actif|iniziato|in sviluppo|in lavorazione|attivo|parziale|parzialmente|iniciada|em curso|em desenvolvimento|em execução|ativo|parcialmente|rozpoczęte|w realizacji|w pracy|aktywne|częściowo|częściowo gotowe|trwa|начато|начат|начата|в разработке|активно|делается|идёт|идет|частично готово|частично выполнено|进行|开发|实施中|执行中|推进中|执行|作业中|着手中|実施中|作成中|一部完了|部分的|진행|수행 중|구현 중|부분 완료|일부 완료',
  review:
    'under review|reviewing|pr open|in qa|qa|awaiting approval|awaiting signoff|needs review|review needed|human needed|human review|to verify|needs verification|ready for signoff|ready for qa|ready to merge|pending review|pending approval|in approval|code complete|feature complete|dev complete|dev completed|' +
    'en revisión|en revision|in prüfung|zu prüfen|en revue|in revisione|em revisão|на проверке|на ревью|审核中|待审核|评审中|レビュー中|確認中|검토 중|검토중|審核中|審查中|قيد المراجعة|समीक्षा में|בבדיקה|รอตรวจสอบ|đang xem xét|chờ duyệt|dalam peninjauan|' +
    'needs testing|ready for testing|awaiting verification|pending verification|pending sign-off|pending signoff|pending sign off|to be reviewed|waiting for review|por revisar|en revisión|pendiente de revisión|im review|wird geprüft|in abnahme|zur prüfung|zur abnahme|à vérifier|à valider|en relecture|da verificare|da rivedere|em análise|para revisão|w recenzji|do sprawdzenia|do przeglądu|w weryfikacji|в ревью|на согласовании|на тестировании|проверяется|待验证|审查中|待確認|レビュー待ち|確認待ち|검수 중|확인 중|리뷰 중|리뷰중',
  blocked:
    'stuck|impeded|waiting on dependency|paused|halted|failing|failed|fail|error|stalled|suspended|on ice|broken|' +
    'bloqueado|bloqueada|blockiert|pausiert|bloqué|en pause|bloccato|geblokkeerd|zablokowane|заблокировано|заблокирован|на паузе|приостановлено|заблоковано|engellendi|阻塞|受阻|暂停|卡住|保留|中断|ブロック|차단|보류|暫停|متوقف|محظور|अवरुद्ध|रुका हुआ|חסום|ติดขัด|bị chặn|tạm dừng|terhambat|terblokir|' +
    'failed to complete|halted|gesperrt|blockierend|angehalten|pausado|detenido|en espera|bloquée|bloqués|suspendu|bloccata|sospeso|in pausa|parado|suspenso|zablokowany|zablokowana|wstrzymane|wstrzymany|stoi|заблокирована|приостановлен|приостановлена|остановлено|被阻塞|已暂停|被卡住|ブロック中|停止中|待ち|막힘|차단됨|보류 중|중단',
  done:
    'yes|y|ok|pass|passing|satisfied|accepted|approved|achieved|delivered|deployed|live|launched|implemented|supported|available|ready ✓|fixed|success|successful|stable|fulfilled|published|adopted|final|validated|confirmed|covered|migrated|landed|ga|x|good|full|fully supported|' +
    'hecho|completado|completada|terminado|cerrado|finalizado|listo|cumplido|erledigt|fertig|abgeschlossen|umgesetzt|terminé|fait|achevé|livré|completato|fatto|finito|concluído|concluido|feito|concluída|klaar|gereed|afgerond|zrobione|ukończone|gotowe|zakończone|готово|готов|выполнено|завершено|завершён|завершен|сделано|закрыто|реализовано|пройдено|да|виконано|завершено|tamamlandı|bitti|' +
    '完成|已完成|已发布|已上线|已实现|已解决|通过|已通过|完了|済|済み|対応済み|実装済み|実装済|リリース済み|完|완료|완료됨|완성|출시|已合并|已合併|已發布|已實作|已解決|通過|opérationnel|opérationnelle|مكتمل|مكتملة|تم|منجز|تم الإنجاز|انجام شده|تکمیل شده|पूर्ण|पूरा|पूरा हुआ|समाप्त|הושלם|בוצע|เสร็จ|เสร็จแล้ว|เสร็จสิ้น|hoàn thành|đã hoàn thành|xong|đã xong|selesai|সম্পন্ন|শেষ|' +
    'go|achieved ✓|finished up|all done|all met|wrapped up|hecha|realizado|realizada|terminada|entregado|resuelto|aprobado|verificado|implementado|alcanzado|publicado|completados|erreicht|fertiggestellt|ausgeliefert|veröffentlicht|gelöst|behoben|bestanden|freigegeben|vollständig|beendet|geschlossen|geliefert|implementiert|abgenommen|gemacht|ok|terminée|faite|complet|complète|achevée|livrée|résolu|résolue|publié|validé|validée|fini|finie|atteint|réalisé|réalisée|clos|fatta|completata|finita|terminato|chiuso|consegnato|risolto|raggiunto|rilasciato|pubblicato|verificato|approvato|feita|concluídos|pronto|pronta|entregue|resolvido|fechado|finalizada|publicado|terminado|zrobiony|ukończony|ukończona|ukończono|zakończony|zakończono|gotowy|gotowa|wykonane|wykonano|zrealizowane|dostarczone|wdrożone|zamknięte|rozwiązane|osiągnięte|opublikowane|готова|готовы|завершена|завершены|сделан|сделана|выполнен|выполнена|решено|опубликовано|достигнуто|внедрено|проверено|закончено|已关闭|已验收|已达成|已交付|已部署|达成|已關閉|已修复|已修正|搞定|做完|結束|结束|達成|クリア|対応済|公開済み|終了|実施済み|修正済み|解決済み|処理済み|끝|끝남|종료|해결|해결됨|배포됨|달성|처리 완료|구현 완료',
  locked:
    'frozen|signed|sealed|closed out|sign off complete|' +
    'abgezeichnet|gesperrt und freigegeben|firmado|signé|firmato|assinado|podpisane|подписано',
  dropped:
    'skipped|removed|na|n/a|not applicable|not planned|not needed|duplicate|withdrawn|retired|replaced|merged into|wontfix|declined|archived|' +
    'cancelado|descartado|verworfen|gestrichen|entfällt|abgelehnt|annulé|abandonné|annullato|geannuleerd|anulowane|отменено|отклонено|скасовано|iptal|已取消|取消|废弃|已废弃|不适用|中止|キャンセル|対象外|廃止|취소|제외|end of life|eol|no longer needed|sunset|discontinued|已廢棄|不適用|ملغى|ملغي|ألغي|لغو شده|रद्द|בוטל|ยกเลิก|ยกเลิกแล้ว|đã hủy|hủy|dibatalkan|বাতিল|' +
    'not required|not necessary|not relevant|no longer required|no longer relevant|merged into|parked indefinitely|void|no aplica|no requerido|no requerida|no necesario|cancelada|descartada|omitido|obsoleto|nicht erforderlich|nicht nötig|nicht notwendig|nicht zutreffend|abgebrochen|storniert|hinfällig|überholt|ersetzt|verschoben nach|non requis|pas nécessaire|non applicable|sans objet|annulée|abandonnée|rejeté|supprimé|obsolète|remplacé|non necessario|non richiesto|non applicabile|annullata|scartato|abbandonato|superato|não aplicável|não necessário|não requerido|cancelada|descartada|abandonado|rejeitado|substituído|nie dotyczy|niepotrzebne|nie wymagane|anulowany|anulowana|odrzucone|porzucone|pominięte|zastąpione|не требуется|не нужно|не нужен|неприменимо|отменён|отменен|отменена|отклонён|удалено|устарело|不需要|无需|不必|已放弃|放弃|已作废|作废|不再需要|已移除|無需|不要|該当なし|取りやめ|却下|見送り|불필요|해당 없음|폐기|취소됨',
};

/** Words that say "later": planned, with a mark. */
export const DEFERRED_WORDS = new RegExp(`(?:^|[^\\p{L}])(?:deferred|${LATER})(?:$|[^\\p{L}])|⏸|⏭`, 'iu');

/** Words too common in titles to tell a status from inside a phrase. */
export const WEAK: ReadonlySet<string> = new Set([
  'no',
  'new',
  'open',
  'next',
  'idea',
  'full',
  'good',
  'current',
  'final',
  'future',
  'live',
  'x',
  'y',
  'n',
  'ga',
  'ok',
  'yes',
  'да',
  'testing',
  'planning',
  'error',
  'moved',
  'review',
  'beta',
  'alpha',
  'stable',
  'available',
  'supported',
  'preview',
  'later',
  'soon',
  'gap',
  'missing',
  'go',
  'план',
  'nowe',
  'complet',
  'ouvert',
  'void',
  'remaining',
  'fail',
]);

export const SURE_WORDS = table(SURE);
export const GUESSED_WORDS = table(GUESSED);

function table(words: Readonly<Record<CanonicalState, string>>): ReadonlyMap<string, CanonicalState> {
  const map = new Map<string, CanonicalState>();
  for (const state of ['planned', 'active', 'review', 'blocked', 'done', 'locked', 'dropped'] as const) {
    for (const word of words[state].split('|'))
      if (!map.has(comparableText(word))) map.set(comparableText(word), state);
  }
  return map;
}
