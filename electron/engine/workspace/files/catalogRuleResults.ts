// What the rules of the office found in each delivery when they were last run. In: the catalog. Out: results.
// Never records; a result is kept until its rule is run again or its delivery is gone.
import type { Database } from 'better-sqlite3'
import type { RuleResult } from '#shared/model/officeRule.ts'
import { perDatabase } from './perDatabase.ts'

export type RuleResultRepository = {
  of(deliveries: readonly number[]): RuleResult[]
  put(results: readonly RuleResult[]): void
  /** Of rules that are no more. */
  dropOthers(deliveries: readonly number[], rules: readonly string[]): void
}

export const ruleResultRepository: (catalog: Database) => RuleResultRepository = perDatabase((catalog) => {
  const one = catalog.prepare<[number], { body: string }>(
    'SELECT body FROM rule_result WHERE delivery = ? ORDER BY rule',
  )
  const put = catalog.prepare('INSERT OR REPLACE INTO rule_result (delivery, rule, body) VALUES (?, ?, ?)')
  const drop = catalog.prepare('DELETE FROM rule_result WHERE delivery = ? AND rule = ?')
  const of = (deliveries: readonly number[]): RuleResult[] =>
    deliveries.flatMap((id) => one.all(id).map((row) => JSON.parse(row.body) as RuleResult))
  return {
    of,
    put: catalog.transaction((results: readonly RuleResult[]) => {
      for (const result of results) put.run(result.delivery, result.rule, JSON.stringify(result))
    }),
    dropOthers: catalog.transaction((deliveries: readonly number[], rules: readonly string[]) => {
      for (const { delivery, rule } of of(deliveries)) if (!rules.includes(rule)) drop.run(delivery, rule)
    }),
  }
})
