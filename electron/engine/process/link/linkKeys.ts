// Checks a link definition against its two datasets. In: definition, datasets. Out: the keys as they are held in the
// column sets. Never a query, never a key that could match by accident of type.
import type { Dataset, Variable } from '#shared/model/dataset.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import { fail } from '#shared/model/failure.ts'
import type { LinkDefinition } from '#shared/model/link.ts'
import { isInColumnSet } from '#engine/workspace/columns/columnSet.ts'

export type LinkKey = {
  left: string
  right: string
  /** text: dictionary codes compared as text · value: numbers, dates and hashes compared as they are. */
  compare: 'text' | 'value'
  normalise: LinkDefinition['keys'][number]['normalise']
}

type KeyType = { type: Variable['type']; scale: number }

const typeOf = (dataset: Dataset, id: string, field: string): KeyType => {
  if (id === periodVariableId) return { type: 'code', scale: 0 }
  const variable =
    dataset.variables.find((v) => v.id === id) ?? fail('VARIABLE_UNKNOWN', { variable: id, dataset: dataset.id })
  if (!isInColumnSet(variable)) {
    return fail('DEFINITION_INVALID', {
      field,
      reason: `“${id}” là mã định danh hoặc văn bản, không làm khóa được / is an identifier or text and cannot be a key`,
    })
  }
  return { type: variable.type, scale: variable.scale }
}

/** Fails VARIABLE_UNKNOWN or DEFINITION_INVALID naming the key. */
export const linkKeys = (definition: LinkDefinition, left: Dataset, right: Dataset): LinkKey[] =>
  definition.keys.map((key, index) => {
    const a = typeOf(left, key.left, `keys.${index}.left`)
    const b = typeOf(right, key.right, `keys.${index}.right`)
    if (a.type !== b.type || a.scale !== b.scale) {
      return fail('DEFINITION_INVALID', {
        field: `keys.${index}`,
        reason: `${key.left}: ${a.type} ≠ ${key.right}: ${b.type}`,
      })
    }
    if (key.normalise === 'first10' && a.type !== 'code') {
      return fail('DEFINITION_INVALID', { field: `keys.${index}.normalise`, reason: `first10: ${a.type} ≠ code` })
    }
    if (key.normalise === 'year_before' && (key.left !== periodVariableId || key.right !== periodVariableId)) {
      return fail('DEFINITION_INVALID', { field: `keys.${index}.normalise`, reason: 'year_before: period' })
    }
    return { left: key.left, right: key.right, compare: a.type === 'code' ? 'text' : 'value', normalise: key.normalise }
  })
