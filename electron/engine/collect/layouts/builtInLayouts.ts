// The layouts that come with the program: for each built-in dataset, the agreed file. In: datasets. Out: layout
// documents. A dataset made by a user has such a layout too, by the names of its variables' sources.
import type { Dataset } from '#shared/model/dataset.ts'
import type { Layout } from '#shared/model/layout.ts'
import { layoutSchema } from '#shared/model/layout.ts'

export const agreedLayout = (dataset: Dataset): Layout =>
  layoutSchema.parse({
    kind: 'layout',
    id: dataset.id,
    dataset: dataset.id,
    label: dataset.label,
    format: 'delimited',
    columns: dataset.variables.flatMap((v) =>
      v.source === null
        ? []
        : [
            {
              variable: v.id,
              column: v.source,
              number: v.type === 'decimal' || v.type === 'integer' ? 'point' : null,
              date: v.type === 'date' ? 'dmy' : null,
            },
          ],
    ),
  })
