/**
 * By version, what a database of it may hold in the tables that are new or changed since the one before. Every later
 * migration must carry these rows along; lines of a committed version stay as they are.
 */
export const ROWS: Readonly<Record<number, readonly string[]>> = {
  1: [
    "INSERT INTO workspace VALUES (1, 'ws_1', 'de_1', 1700000000000)",
    "INSERT INTO op VALUES (1, 'op_1', '018bcfe56800-00000-de_1', 'de_1', 'ac_1', 'cr_1', 'tracker', 'tr_1', '{\"v\":1,\"d\":{}}', NULL)",
    "INSERT INTO event VALUES (2, 'ev_1', 'tracker:tr_1', '1', 'tracker.revision', 1700000000000, '{\"v\":1,\"d\":{}}')",
    "INSERT INTO content VALUES ('h1', 1, 'raw', NULL, 0, x'61')",
    "INSERT INTO outbox (op_seq, correlation, state) VALUES (1, 'cr_1', 'ready')",
    "INSERT INTO cursor VALUES ('hub:a', '17', 1700000000000)",
    'UPDATE clock_state SET millis = 1700000000000, counter = 3, seq = 2',
  ],
  2: [
    "INSERT INTO tracker (id, name, added_at, changed_at, recognised) VALUES ('tr_1', 'Plan', 1, 1, '{}')",
    "INSERT INTO register VALUES ('tracker', 'tr_1', 'name', '\"Plan\"', '018bcfe56800-00000-de_1')",
    "INSERT INTO device VALUES ('de_1', 'Chart room', 1)",
    "INSERT INTO actor VALUES ('ac_1', 'Ilse', 'person', 'key', 'print', 'system', 1, NULL)",
    "INSERT INTO tracker_outline VALUES ('tr_1', '{}', '{}')",
    "INSERT INTO revision VALUES ('tr_1', 1, 'ev_1', 'h1', 1, 'import', 'ac_1', 'Added', 1)",
    "INSERT INTO section VALUES ('tr_1', 0, 'Plan', 'Plan', 1, 1, NULL, 'Prose.')",
    "INSERT INTO item (id, tracker_id, position, section, line, address, key, kind, title, title_sort, depth, guess, deferred, fields, haystack, depends_on, row_hash, added_at, changed_at) VALUES ('it_1', 'tr_1', 0, 0, 1, 'plan/m1', 'M1', 'milestone', 'Keel laid', 'keel laid', 0, 0, 0, '[]', 'keel laid', '[]', 'r1', 1, 1)",
    "INSERT INTO item_gone VALUES ('it_2', 'tr_1', 'plan/m2', 'Mast', 'r2', NULL, 1, 2)",
    "INSERT INTO item_doubt VALUES ('tr_1', 'it_1', 'plan/m1', 0.7, 1)",
    "INSERT INTO item_history VALUES ('it_1', 2, 'status', 'tr_1', 1, 'ac_1', 'edit', 'Status', 'Keel laid', 'open', 'done')",
    "INSERT INTO state_day VALUES ('tr_1', '2026-11-20', 1, 0, 0, 0, 0, 0, 0)",
    "INSERT INTO log_entry VALUES ('tr_1', 0, '2026-11-20', 'Page opened.', 9)",
    "INSERT INTO finding_acceptance VALUES ('fi_1', 'ac_1', 1, 'Known.')",
    "INSERT INTO conflict (id, tracker_id, address, title, field, mine_who, mine_at, theirs_who, theirs_at, rule, kept, at) VALUES ('co_1', 'tr_1', 'plan/m1', 'Keel laid', 'status', 'Ilse', 1, 'the file', 2, 'file-wins', 'theirs', 2)",
    "INSERT INTO restore_point VALUES ('rp_1', 1, 'Before a merge', '[]')",
  ],
  3: [
    'INSERT INTO layout VALUES (\'table\', \'{"v":1,"d":null}\', 1)',
    "INSERT INTO content VALUES ('h2', 1, 'raw', NULL, 0, x'62')",
    "INSERT INTO intent VALUES ('in_1', 'tr_1', 'edit', 'cr_1', 'ac_1', 'Keel', 'h1', 'h2', '[]', 1, 1)",
    "INSERT INTO undo_step VALUES (1, 'tr_1', 'done', 1, 'h1', 'h2', 'Keel', 'ac_1', 'cr_1', 1)",
    "INSERT INTO finding VALUES ('fi_1', 'tr_1', 'rule', 'grp', 'info', 'Title', 'Why', 1)",
    "INSERT INTO finding_place VALUES ('fi_1', 0, 'tr_1', NULL, 3, 'says')",
    "INSERT INTO derived VALUES ('projections', 'projections-1')",
    "INSERT INTO tracker_file VALUES ('tr_1', 'here', NULL, 1)",
  ],
  4: [
    "INSERT INTO event VALUES (3, 'ev_2', 'fleet', '1', 'task.submitted', 1700000000000, '{\"v\":1,\"d\":{}}')",
    "INSERT INTO agent VALUES ('ag_1', 'Brass Petrel', 'ac_1', 0, 1, NULL, 4, 1, 1, NULL, NULL)",
    "INSERT INTO agent_state VALUES (4, NULL, 'ag_1', 'working', 1, 'assigned', 'ta_1')",
    "INSERT INTO task (seq, id, title, tier, submitted_at, submitter_kind, submitter_id, submitter_name, retries, sample, status, lane, rank, generation, fresh_from, failures, reclaims, events) VALUES (3, 'ta_1', 'Fix the flaky test', 'standard', 1, 'person', 'ac_1', 'Ilse', 2, 0, 'working', 'normal', 1.5, 1, 0, 0, 0, '[3]')",
    "INSERT INTO task_dependency VALUES (3, 0, 'ta_0')",
    "INSERT INTO attempt (task_seq, generation, agent_id, assigned_seq, assigned_at, note, tokens_in, tokens_out, worked_ms, outcome, events) VALUES (3, 1, 'ag_1', 4, 1, 'Reading', 10, 20, 1.5, 'running', '[4]')",
    "INSERT INTO proposal (id, task_id, generation, agent_id, tracker_id, item_id, status, made_at) VALUES ('pr_1', 'ta_1', 1, 'ag_1', 'tr_1', 'it_1', 'done', 1)",
    "INSERT INTO endpoint VALUES ('en_1', '{}', 'healthy', '[]', '', 1, 1)",
    "INSERT INTO repository VALUES ('re_1', 'api', 'https://example.org/api.git', 1.5, 0, 1, NULL)",
    "INSERT INTO hub_token VALUES ('tk_1', 'Petrel', 'agent', 'ag_1', 'digest', 1, NULL)",
    "INSERT INTO hub_limit VALUES ('tk_1', 100, 50, 5)",
    "INSERT INTO hub_setting VALUES (1, '{}', 1.5)",
    "INSERT INTO task_template VALUES ('tt_1', 'Flaky test', 'For the usual one', '{}', 1)",
    "INSERT INTO metric_step VALUES (10000, 1700000000000, '{}')",
    "INSERT INTO hub_listen VALUES (1, '{}')",
  ],
  5: [
    "INSERT INTO revision VALUES ('rv_1', 'tr_1', 1, 'h1', 1, '[]', 1, '{}', '{}', 1, 1, 'import', 'ac_1', NULL, 'Added', 'de_1', 1, 0, 0, 0, 0, 0, 0)",
    "UPDATE tracker SET revision_id = 'rv_1' WHERE id = 'tr_1'",
    "INSERT INTO item_gone VALUES ('it_2', 1, 2, '2026-11-20', 'rv_1')",
    "INSERT INTO item_removal VALUES ('it_2', 'tr_1', 2, 'rv_2', 'rv_1', 'plan/m2', 'Mast', 'r2')",
    "INSERT INTO item_join VALUES ('it_1', 'it_3')",
    "INSERT INTO item_doubt VALUES ('rv_1', 'it_1', 'plan/m1', 'tr_1', 0.7)",
    "INSERT INTO item_history VALUES ('rv_1', 'it_1', 'status', 'tr_1', 'Status', 'Keel laid', 'open', 'done')",
    "INSERT INTO conflict VALUES ('co_1', 'tr_1', 'rv_3', 'it_1', 'plan/m1', 'Keel laid', 'status', NULL, 'a', 'b', 'rv_1', 'rv_2', 'both changed it', 'later', NULL, NULL, NULL)",
    "INSERT INTO intent VALUES ('in_1', 'tr_1', 'edit', 'cr_1', 'ac_1', 'Keel', 'h1', 'h2', 'rv_2', '{}', 'h1', 1, 1)",
    "INSERT INTO parked VALUES ('op', 'op_9', 'digest', '{}', 'parked', 'clock.ahead', '', NULL, 1)",
  ],
  6: [
    "INSERT INTO root VALUES ('ro_1', 'repository', 'harbour', 'c0ffee', 'example.org/harbour')",
    "INSERT INTO root_binding VALUES ('ro_1', '/home/ilse/harbour')",
  ],
  7: ["INSERT INTO hub VALUES (2, 'hu_2', 'Chart room', 'embedded', 'de_2', 1, NULL)"],
  8: [
    "INSERT INTO delivery VALUES (1, 'dl_1', 'hub:hu_1', 'task.cancel', '{}', 'cr_1', 'queued', 1, 1, 2, 1, NULL, '{}')",
  ],
  9: [
    "UPDATE workspace SET place = 'p1'",
    "INSERT INTO device VALUES ('de_2', 'Chart room (2)', 2, 'PEM', 'PEM', 'print', 3, 4, 'h4')",
    "INSERT INTO batch VALUES ('h4', 'signature', 'de_2', 4, 'accepted', NULL, NULL, 3, x'61')",
    'INSERT INTO unsealed_op VALUES (1)',
  ],
  10: [
    "INSERT INTO device_setting VALUES ('theme', '\"dark\"')",
    'INSERT INTO log_comparison VALUES (1, 1, 1)',
  ],
  11: ['UPDATE tracker SET unknown = 2', 'UPDATE revision SET unknown = 1'],
  12: ["INSERT INTO replaced_file VALUES ('in_1', 'tr_1', '/home/ilse/plan.md', 'h1', 'rv_1', 1)"],
  15: ["UPDATE item SET place_of = 'it_0'"],
  16: [
    "INSERT INTO conflict VALUES ('co_2', 'tr_1', 'rv_3', 'it_1', 'plan/m1', 'Keel laid', 'owner', 'a', 'b', 'a', 'rv_1', 'rv_2', 'overlooked', 'earlier', NULL, NULL, NULL)",
  ],
  17: ["UPDATE tracker_file SET mark = '7:1:1:33188'", "INSERT INTO finding_basis VALUES ('tr_1', '[]')"],
  19: [
    "INSERT INTO evidence VALUES ('ed_1', 'tr_1', 'it_1', 'ro_1', 'doc', '{}', 'd1', 'ci-run', 30, 'Log', 'ac_1', 1, 'ac_1', 2)",
    "INSERT INTO verification VALUES ('ed_1', 'de_1', 1, 'vf_1', 'verified', 'It holds.', 'd1', NULL, 'ac_1')",
    "INSERT INTO parked VALUES ('verification', 'vf_2', 'digest', '{}', 'parked', 'kind.unknown', '', NULL, 1)",
  ],
  21: [
    "INSERT INTO gate VALUES ('release', 'gate: release', 'ac_1', 1)",
    "INSERT INTO gate_run VALUES ('gr_1', 'de_1', 'release', 1, 'no-go', 1, 3, 'v1', 'c0ffee', 'prod', 'ac_1')",
    "INSERT INTO gate_exception VALUES ('ex_1', 'release', 'tests', 'it_1', 'Ilse', 'ac_2', 'Known.', 'Turn it off.', 9, 'ac_1', 1, 'ac_1', 2)",
  ],
  23: [
    "INSERT INTO bundle VALUES ('bn_1', 'aa', 9, 'release', 'Release', 'v1', 'gr_1', 'go', 'c0ffee', 1, 'ab cd', 1, 'ac_1', 2)",
    "INSERT INTO environment VALUES ('dev', '{}', 0, 'ac_1', 1)",
    "INSERT INTO command_approval VALUES ('aa', 'ac_1', 1)",
    "INSERT INTO move VALUES ('mv_1', 'dev', 'bn_1', 'de_1', '{}', 'ac_1', 'h', 1, NULL, NULL)",
  ],
};

/** By version, what its migration does without: columns of a table, or all of it. */
export const DROPPED: Readonly<Record<number, Readonly<Record<string, readonly string[] | 'table'>>>> = {
  7: { hub_setting: ['one'] },
  8: { outbox: 'table' },
};
