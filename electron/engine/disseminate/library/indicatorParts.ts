// Short words for writing statutory indicators. In: the parts of a definition, or what an indicator waits for. Out:
// entries of the library, their definitions checked by the schema when the module loads. Never a figure.
import type { z } from 'zod'
import { parseDefinition } from '#shared/model/definition.ts'
import type { IndicatorDefinition, indicatorDefinitionSchema } from '#shared/model/indicator.ts'
import type { Bilingual } from '#shared/model/text.ts'

export type LibraryEntry = {
  /** Number in the system of indicators: "E09". Several definitions may share one. */
  code: string
  id: string
  label: Bilingual
  domain: IndicatorDefinition['domain']
  definition: IndicatorDefinition | null
  /** The source, list or link it waits for, in words. */
  waitsFor: Bilingual | null
  /** Links the definition reads across. */
  links: readonly string[]
}

type Field = 'education' | 'enterprise' | 'trade'
type Parts = Omit<z.input<typeof indicatorDefinitionSchema>, 'kind' | 'id' | 'label' | 'domain' | 'definition'> & {
  says: readonly [vi: string, en: string]
}
type Breakdown = IndicatorDefinition['breakdowns'][number]

export const b = (vi: string, en: string): Bilingual => ({ vi, en })
export const percent = b('%', '%')

/** "customs_register.ownership" reads across the link before the dot. */
const linksIn = (definition: IndicatorDefinition): string[] => {
  const text = JSON.stringify([definition.inputs, definition.breakdowns, definition.variables])
  return [...new Set([...text.matchAll(/\b([a-z][a-z0-9_]*)\.[a-z][a-z0-9_]*/g)].flatMap(([, link]) => link ?? []))]
}

export const field = (domain: Field) => {
  const ready = (code: string, id: string, vi: string, en: string, { says, ...parts }: Parts): LibraryEntry => {
    const definition = parseDefinition('indicator', {
      kind: 'indicator',
      id,
      label: b(vi, en),
      domain,
      definition: b(says[0], says[1]),
      officialReference: code,
      ...parts,
    })
    return { code, id, label: b(vi, en), domain, definition, waitsFor: null, links: linksIn(definition) }
  }
  const waits = (code: string, id: string, vi: string, en: string, forVi: string, forEn: string): LibraryEntry => ({
    code,
    id,
    label: b(vi, en),
    domain,
    definition: null,
    waitsFor: b(forVi, forEn),
    links: [],
  })
  return { ready, waits }
}

/** A breakdown by one variable of the same name in every input named. */
export const by = (
  id: string,
  vi: string,
  en: string,
  inputs: readonly string[],
  variable = id,
  level?: string,
): Breakdown => ({
  id,
  label: b(vi, en),
  variables: Object.fromEntries(inputs.map((name) => [name, variable])),
  ...(level === undefined ? {} : { level }),
})
