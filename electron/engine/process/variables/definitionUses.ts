// Where a definition or a stored variable is used: by tables, indicators, charts, reports, links, variables, directly
// or by way of others. In: the saved definitions and the datasets. Out: who uses it, with the field and the way. Pure;
// never a definition run.
import { linkPathOf, linksOfPath, nameOf } from '#shared/model/variableRef.ts'
import type { CubeSource } from '#shared/model/chart.ts'
import type { DefinitionUse } from '#shared/contract/definitions.ts'
import type { SavedDefinition } from '#shared/contract/responses.ts'
import { namesInAggregate, namesInExpression } from '#shared/expression/index.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import type { Definition, DefinitionKind } from '#shared/model/definition.ts'
import { isRecordInput } from '#shared/model/indicator.ts'
import type { IndicatorDefinition } from '#shared/model/indicator.ts'
import type { Measure, TableDefinition } from '#shared/model/table.ts'
import type { DerivedVariable } from '#shared/model/variable.ts'
import { namedInputs } from './checkVariable.ts'

export type UseTarget = { kind: DefinitionKind; id: string } | { kind: 'stored_variable'; dataset: string; id: string }

/** What the catalog knows, as names: variables stored in a dataset, and the right dataset of a link. */
export type KnownNames = { stores(dataset: string, variable: string): boolean; rightOf(link: string): string | null }

type Reference = { field: string; target: string }
const keyOf = (target: UseTarget): string =>
  target.kind === 'stored_variable' ? `stored/${target.dataset}/${target.id}` : `${target.kind}/${target.id}`

/** A variable by name in a dataset: stored, across a link (the link is used too), else a derived one. */
const variableTargets = (names: KnownNames, dataset: string, ref: string): string[] => {
  const path = linkPathOf(ref)
  if (path !== null) {
    const links = linksOfPath(path)
    const right = names.rightOf(links.at(-1) ?? '')
    return [
      ...links.map((id) => keyOf({ kind: 'link', id })),
      ...(right === null ? [] : [keyOf({ kind: 'stored_variable', dataset: right, id: nameOf(ref) })]),
    ]
  }
  const first = ref
  return [
    names.stores(dataset, first) || first === periodVariableId
      ? keyOf({ kind: 'stored_variable', dataset, id: first })
      : keyOf({ kind: 'variable', id: first }),
  ]
}

const derivedReads = (variable: DerivedVariable): { field: string; ref: string }[] => {
  const text =
    variable.method === 'expression'
      ? { field: 'expression', text: variable.expression }
      : variable.method === 'quantile_bands' && variable.filter
        ? { field: 'filter', text: variable.filter }
        : null
  return [
    ...namedInputs(variable),
    ...(text ? namesInExpression(text.text).map((ref) => ({ field: text.field, ref })) : []),
  ]
}

const measureReads = (measure: Measure): { field: string; ref: string }[] => [
  ...('variable' in measure ? [{ field: 'variable', ref: measure.variable }] : []),
  ...('weight' in measure && measure.weight !== undefined ? [{ field: 'weight', ref: measure.weight }] : []),
  ...('filter' in measure && measure.filter !== undefined
    ? namesInExpression(measure.filter).map((ref) => ({ field: 'filter', ref }))
    : []),
]

/** Variables made for the table alone are its own: what they read is read by the table. */
const tableReads = (table: TableDefinition): { field: string; ref: string }[] => {
  const own = new Set(table.variables.map((v) => v.id))
  const reads = [
    ...(['rows', 'columns', 'layers'] as const).flatMap((axis) =>
      table[axis].map((d, i) => ({ field: `${axis}.${i}.variable`, ref: d.variable })),
    ),
    ...table.measures.flatMap((measure, i) =>
      measureReads(measure).map((r) => ({ field: `measures.${i}.${r.field}`, ref: r.ref })),
    ),
    ...table.variables.flatMap((variable, i) =>
      derivedReads(variable).map((r) => ({ field: `variables.${i}.${r.field}`, ref: r.ref })),
    ),
    ...(table.filter === null ? [] : namesInExpression(table.filter).map((ref) => ({ field: 'filter', ref }))),
  ]
  return reads.filter((r) => !own.has(r.ref))
}

type OfVariables = (dataset: string, reads: { field: string; ref: string }[]) => Reference[]

const indicatorReferences = (definition: IndicatorDefinition, ofVariables: OfVariables): Reference[] => {
  const own = new Set(definition.variables.map((v) => v.id))
  const made = definition.variables.flatMap((variable, i) =>
    ofVariables(
      variable.dataset,
      derivedReads(variable).map((r) => ({ field: `variables.${i}.${r.field}`, ref: r.ref })),
    ),
  )
  const inputs = Object.entries(definition.inputs).flatMap(([name, input]): Reference[] => {
    if (!isRecordInput(input))
      return [{ field: `inputs.${name}`, target: keyOf({ kind: 'indicator', id: input.indicator }) }]
    const time = definition.timeVariables[name]
    const reads = [
      ...namesInAggregate(input.aggregate).map((ref) => ({ field: `inputs.${name}.aggregate`, ref })),
      ...[...(input.prices?.strata ?? []), ...(input.prices ? [input.prices.quantity] : [])].map((ref) => ({
        field: `inputs.${name}.prices`,
        ref,
      })),
      ...(input.over ? [{ field: `inputs.${name}.over.variable`, ref: input.over.variable }] : []),
      ...definition.breakdowns.flatMap(({ variables }, i) =>
        variables[name] === undefined ? [] : [{ field: `breakdowns.${i}.variables.${name}`, ref: variables[name] }],
      ),
      ...(time === undefined ? [] : [{ field: `timeVariables.${name}`, ref: time }]),
    ]
    return ofVariables(
      input.dataset,
      reads.filter((r) => !own.has(r.ref)),
    )
  })
  return [...made, ...inputs]
}

/** What a report shows, and what its sentences and panels speak of. */
const reportReferences = ({ blocks }: Extract<Definition, { kind: 'report' }>): Reference[] => {
  const source = (field: string, { from, id }: CubeSource): Reference => ({ field, target: keyOf({ kind: from, id }) })
  return blocks.flatMap((block, i): Reference[] => {
    const at = `blocks.${i}`
    switch (block.type) {
      case 'table':
        return [source(`${at}.source`, block.source)]
      case 'chart':
      case 'map':
        return [{ field: `${at}.id`, target: keyOf({ kind: block.type, id: block.id }) }]
      case 'paragraph':
        return block.figures.map((figure, f) => source(`${at}.figures.${f}.source`, figure.source))
      case 'panel':
        return block.items.map((item, f) => source(`${at}.items.${f}.figure.source`, item.figure.source))
      default:
        return []
    }
  })
}

const references = (definition: Definition, names: KnownNames): Reference[] => {
  const ofVariables = (dataset: string, reads: { field: string; ref: string }[]): Reference[] =>
    reads.flatMap(({ field, ref }) => variableTargets(names, dataset, ref).map((target) => ({ field, target })))
  switch (definition.kind) {
    case 'table':
      return ofVariables(definition.dataset, tableReads(definition))
    case 'variable':
      return ofVariables(definition.dataset, derivedReads(definition))
    case 'indicator':
      return indicatorReferences(definition, ofVariables)
    case 'link':
      return definition.keys.flatMap(({ left, right }, i) => [
        ...ofVariables(definition.left, [{ field: `keys.${i}.left`, ref: left }]),
        ...ofVariables(definition.right, [{ field: `keys.${i}.right`, ref: right }]),
      ])
    case 'chart':
      return [
        { field: 'source', target: keyOf({ kind: definition.source.from, id: definition.source.id }) },
        ...(definition.office === undefined
          ? []
          : [{ field: 'office', target: keyOf({ kind: 'chart_theme', id: definition.office }) }]),
      ]
    case 'map':
      return [{ field: 'source', target: keyOf({ kind: definition.source.from, id: definition.source.id }) }]
    case 'chart_theme':
      return []
    case 'report':
      return reportReferences(definition)
    default:
      return definition satisfies never
  }
}

/** Nearest users first; each once, by its shortest way. */
export const definitionUses = (
  saved: readonly SavedDefinition[],
  names: KnownNames,
  target: UseTarget,
): DefinitionUse[] => {
  const users = new Map<string, { by: SavedDefinition; field: string }[]>()
  for (const by of saved) {
    for (const { field, target: of } of references(by.definition, names)) {
      const known = users.get(of)
      if (known) known.push({ by, field })
      else users.set(of, [{ by, field }])
    }
  }
  const seen = new Set([keyOf(target)])
  const found: DefinitionUse[] = []
  let edge: { key: string; through: DefinitionUse['through'] }[] = [{ key: keyOf(target), through: [] }]
  while (edge.length > 0) {
    const next: typeof edge = []
    for (const { key, through } of edge) {
      for (const { by, field } of users.get(key) ?? []) {
        const { kind, id, title } = by
        if (seen.has(`${kind}/${id}`)) continue
        seen.add(`${kind}/${id}`)
        found.push({ kind, id, title, field, through })
        next.push({ key: `${kind}/${id}`, through: [{ kind, id, title }, ...through] })
      }
    }
    edge = next
  }
  return found
}
