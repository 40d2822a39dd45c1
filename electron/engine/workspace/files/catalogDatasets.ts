// The datasets a workspace knows. In: the catalog. Out: dataset definitions. Never rows of a dataset.
import type { Database } from 'better-sqlite3'
import type { Dataset } from '#shared/model/dataset.ts'
import { datasetSchema } from '#shared/model/dataset.ts'
import { fail } from '#shared/model/failure.ts'
import { perDatabase } from './perDatabase.ts'

export type DatasetRepository = {
  /** In the order they were first saved. */
  list(): Dataset[]
  /** Fails DATASET_UNKNOWN. */
  get(id: string): Dataset
  find(id: string): Dataset | null
  /** Adds it, or replaces the definition of the same id. */
  save(dataset: Dataset): void
  /** A number that grows with every change of the dataset's rows; 0 for a dataset without deliveries. */
  dataVersion(id: string): number
  /** Stored values changed. */
  touch(id: string): void
}

export const datasetRepository: (catalog: Database) => DatasetRepository = perDatabase((catalog) => {
  const all = catalog.prepare<[], { definition: string }>('SELECT definition FROM dataset ORDER BY position')
  const one = catalog.prepare<[string], { definition: string }>('SELECT definition FROM dataset WHERE id = ?')
  const put = catalog.prepare(`
    INSERT INTO dataset (id, subject, position, definition) VALUES (@id, @subject, (SELECT coalesce(max(position), 0) + 1 FROM dataset), @definition)
    ON CONFLICT (id) DO UPDATE SET subject = excluded.subject, definition = excluded.definition`)
  const version = catalog.prepare<[string], { data_version: number }>('SELECT data_version FROM dataset WHERE id = ?')
  const grow = catalog.prepare<[string]>('UPDATE dataset SET data_version = data_version + 1 WHERE id = ?')
  const parsed = new Map<string, Dataset>()
  /** Definitions are read often and change seldom: parsed once for each text. */
  const parse = (text: string): Dataset => {
    let dataset = parsed.get(text)
    if (!dataset) parsed.set(text, (dataset = datasetSchema.parse(JSON.parse(text))))
    return dataset
  }
  const find = (id: string): Dataset | null => {
    const row = one.get(id)
    return row ? parse(row.definition) : null
  }
  return {
    list: () => all.all().map((row) => parse(row.definition)),
    find,
    get: (id) => find(id) ?? fail('DATASET_UNKNOWN', { dataset: id }),
    save: (dataset) => {
      put.run({ id: dataset.id, subject: dataset.subject, definition: JSON.stringify(dataset) })
    },
    dataVersion: (id) => version.get(id)?.data_version ?? 0,
    touch: (id) => {
      grow.run(id)
    },
  }
})
