// What every dataset asks of its rows without being told: that codes are in their list, that nothing stands beyond the
// decimals it keeps. In: a dataset. Out: the dataset with a soft rule for each such variable that has none, after its
// own. Never a hard rule.
import type { Dataset, EditRule, Variable } from '#shared/model/dataset.ts'
import { bilingual } from '#shared/model/text.ts'

const inList = (variable: Variable): EditRule => ({
  id: `${variable.id}_known`,
  severity: 'soft',
  expression: `known(${variable.id})`,
  message: bilingual(
    `Mã “${variable.label.vi}” không có trong danh mục`,
    `The code of “${variable.label.en}” is not in its list`,
  ),
})

const inScale = (variable: Variable): EditRule => ({
  id: `${variable.id}_decimals`,
  severity: 'soft',
  expression: `${variable.id} = round(${variable.id}, ${variable.scale})`,
  message: bilingual(
    `“${variable.label.vi}” có nhiều hơn ${variable.scale} chữ số thập phân; giá trị lưu được làm tròn`,
    `“${variable.label.en}” has more than ${variable.scale} decimals; the value kept is rounded`,
  ),
  decimalsOf: variable.id,
})

export const withIntakeRules = (dataset: Dataset): Dataset => {
  const asked = new Set(dataset.rules.map((rule) => rule.expression.replaceAll(' ', '')))
  const taken = new Set(dataset.rules.map((rule) => rule.id))
  const added = dataset.variables.flatMap((variable) => {
    if (variable.type === 'code' && variable.codeList !== null && !asked.has(`known(${variable.id})`))
      return [inList(variable)]
    return variable.type === 'decimal' && variable.source !== null ? [inScale(variable)] : []
  })
  return { ...dataset, rules: [...dataset.rules, ...added.filter((rule) => !taken.has(rule.id))] }
}
