// Issues in the catalog: list, read, add, decide. In: the catalog. Out: what is told of an issue, its body, its states.
// Never an issue changed but for the word of the second person: triggers of the catalog refuse the rest.
import type { Database } from 'better-sqlite3'
import type { FrozenIssue } from '#shared/contract/issues.ts'
import { fail } from '#shared/model/failure.ts'
import { perDatabase } from '#engine/workspace/files/perDatabase.ts'
import { unpackIssue, unpackStates } from './issueBody.ts'
import type { IssueBody, IssueStates } from './issueBody.ts'

type Summary = Pick<
  FrozenIssue,
  'title' | 'period' | 'territory' | 'territoryLabel' | 'tables' | 'pictures' | 'changed'
>
export type NewIssue = Summary &
  Pick<FrozenIssue, 'report' | 'frozenBy' | 'sha256'> & { body: Buffer; states: Buffer; frozenAt: string }
type Row = {
  id: number
  report: string
  number: number
  frozen_at: string
  frozen_by: string
  sha256: string
  summary: string
  bytes: number
  state: FrozenIssue['state']
  decided_at: string | null
  decided_by: string | null
  remark: string
}

export type IssueStore = {
  /** Newest first. */
  list(report?: string): FrozenIssue[]
  /** Fails ISSUE_UNKNOWN. */
  get(id: number): FrozenIssue
  /** Fails ISSUE_DAMAGED where the hash, or its entry in the log, is another. */
  body(id: number): Promise<IssueBody>
  states(id: number): Promise<IssueStates>
  add(issue: NewIssue): FrozenIssue
  decide(id: number, decision: Pick<FrozenIssue, 'state' | 'decidedBy' | 'remark'>): FrozenIssue
}

const columns =
  'id, report, number, frozen_at, frozen_by, sha256, summary, length(body) + length(states) AS bytes, state, decided_at, decided_by, remark'
const fromRow = (row: Row): FrozenIssue => ({
  id: row.id,
  report: row.report,
  number: row.number,
  state: row.state,
  frozenAt: row.frozen_at,
  frozenBy: row.frozen_by,
  decidedAt: row.decided_at,
  decidedBy: row.decided_by,
  remark: row.remark,
  sha256: row.sha256,
  bytes: row.bytes,
  ...(JSON.parse(row.summary) as Summary),
})

/** What the log says of a frozen issue; its hash is found there again. */
export const frozenSubject = (issue: Pick<FrozenIssue, 'report' | 'sha256'>): string =>
  `report ${issue.report} ${issue.sha256}`

export const issueStore: (catalog: Database) => IssueStore = perDatabase((catalog) => {
  const all = catalog.prepare<[], Row>(`SELECT ${columns} FROM report_issue ORDER BY id DESC`)
  const ofReport = catalog.prepare<[string], Row>(
    `SELECT ${columns} FROM report_issue WHERE report = ? ORDER BY id DESC`,
  )
  const one = catalog.prepare<[number], Row>(`SELECT ${columns} FROM report_issue WHERE id = ?`)
  const bytesOf = catalog.prepare<[number], { body: Buffer; states: Buffer }>(
    'SELECT body, states FROM report_issue WHERE id = ?',
  )
  const logged = catalog.prepare<[string], { id: number }>(
    "SELECT id FROM audit WHERE action = 'freeze' AND subject = ?",
  )
  const insert = catalog.prepare(
    `INSERT INTO report_issue (report, territory, number, frozen_at, frozen_by, sha256, summary, body, states) VALUES (?, ?,
       (SELECT coalesce(max(number), 0) + 1 FROM report_issue WHERE report = ? AND territory = ?), ?, ?, ?, ?, ?, ?)`,
  )
  const decided = catalog.prepare(
    'UPDATE report_issue SET state = ?, decided_at = ?, decided_by = ?, remark = ? WHERE id = ?',
  )
  const get = (id: number): FrozenIssue => {
    const row = one.get(id)
    return row ? fromRow(row) : fail('ISSUE_UNKNOWN', { issue: id })
  }
  const bytes = (id: number) => bytesOf.get(id) ?? fail('ISSUE_UNKNOWN', { issue: id })
  return {
    list: (report) => (report === undefined ? all.all() : ofReport.all(report)).map(fromRow),
    get,
    body: async (id) => {
      const issue = get(id)
      if (!logged.get(frozenSubject(issue))) return fail('ISSUE_DAMAGED', { issue: id })
      return unpackIssue(bytes(id).body, issue.sha256, id)
    },
    states: async (id) => unpackStates(bytes(id).states),
    add: ({ report, frozenBy, frozenAt, sha256, body, states, ...summary }) => {
      const place = summary.territory ?? ''
      const { lastInsertRowid } = insert.run(
        report,
        place,
        report,
        place,
        frozenAt,
        frozenBy,
        sha256,
        JSON.stringify(summary),
        body,
        states,
      )
      return get(Number(lastInsertRowid))
    },
    decide: (id, { state, decidedBy, remark }) => {
      decided.run(state, new Date().toISOString(), decidedBy, remark, id)
      return get(id)
    },
  }
})
