// Labels of a sheet and what they stand for, as the user sees and changes them. In: the engine's bindings, the user's
// choices, what can be chosen. Out: bindings with choices applied, their order, words for a target. Pure; the engine
// applies the same choices when it fills.
import { foldText } from '#shared/format/foldText.ts'
import type { BindTargets, LabelBinding, LabelTarget } from '#shared/contract/adopt.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { rank } from '../../../../app/finder/rank.ts'

/** By label cell: "variable=key", "measure=id", "=total", "=heading", as adopt.fill takes them. */
export type Choices = Readonly<Record<string, string>>

const targetOf = (choice: string, targets: BindTargets): LabelTarget | null => {
  if (choice === '=total') return { kind: 'total' }
  if (choice === '=heading') return { kind: 'heading' }
  const [variable, key] = [choice.slice(0, choice.lastIndexOf('=')), choice.slice(choice.lastIndexOf('=') + 1)]
  if (variable === 'measure' && targets.measures.some((m) => m.id === key)) return { kind: 'measure', measure: key }
  const found = targets.dimensions.find((d) => d.variable === variable && d.categories.some((c) => c.key === key))
  return found ? { kind: 'category', variable, level: found.level, keys: [key] } : null
}

/** A choice that means nothing in this table (another one was bound before) is left aside. */
export const withChoices = (
  bindings: readonly LabelBinding[],
  choices: Choices,
  targets: BindTargets,
): LabelBinding[] =>
  bindings.map((binding) => {
    const choice = choices[binding.label.cell]
    const target = choice === undefined ? null : targetOf(choice, targets)
    return target === null ? binding : { ...binding, target, how: 'chosen' }
  })

/** Only the choices that hold for these targets. */
export const validChoices = (choices: Choices, targets: BindTargets): Record<string, string> =>
  Object.fromEntries(Object.entries(choices).filter(([, choice]) => targetOf(choice, targets) !== null))

const urgency = ({ target, how }: LabelBinding): number =>
  target === null
    ? how === 'former'
      ? 1
      : 0
    : how === 'chosen'
      ? 2
      : how === 'alias'
        ? 3
        : target.kind === 'category'
          ? 4
          : 5

/** Unbound first, then what the user decided, other names, the rest; in the order of the sheet within each. Takes the engine's own
 * bindings, so that a row does not jump away while it is being bound. */
export const bindingOrder = (bindings: readonly LabelBinding[]): number[] =>
  bindings
    .map((_b, i) => i)
    .toSorted((a, b) => urgency(bindings[a] as LabelBinding) - urgency(bindings[b] as LabelBinding) || a - b)

/** A period is read from its label and a unit that has ended is known: neither needs binding by hand. */
export const isUnbound = ({ target, how, label }: LabelBinding): boolean =>
  target === null && how !== 'former' && label.period === null

export const unboundCount = (bindings: readonly LabelBinding[]): number => bindings.filter(isUnbound).length

const both = (text: string): Bilingual => ({ vi: text, en: text })

export type TargetWords = { kind: LabelTarget['kind'] | 'none' | 'period'; text: Bilingual; of: Bilingual }

/** "Hà Nội" of "Tỉnh, thành phố"; codes where the table does not know the category. */
export const targetWords = ({ target, label }: LabelBinding, targets: BindTargets): TargetWords => {
  const nothing = both('')
  if (target === null)
    return { kind: label.period === null ? 'none' : 'period', text: both(label.period ?? ''), of: nothing }
  if (target.kind === 'measure')
    return {
      kind: 'measure',
      text: targets.measures.find((m) => m.id === target.measure)?.label ?? both(target.measure),
      of: nothing,
    }
  if (target.kind !== 'category') return { kind: target.kind, text: nothing, of: nothing }
  const dimension = targets.dimensions.find((d) => d.variable === target.variable && d.level === target.level)
  if (!dimension && label.period !== null) return { kind: 'period', text: both(label.period), of: nothing }
  const labels = target.keys.map((key) => dimension?.categories.find((c) => c.key === key)?.label ?? both(key))
  const unique = [...new Map(labels.map((l) => [l.vi, l])).values()]
  return {
    kind: 'category',
    text: { vi: unique.map((l) => l.vi).join(' / '), en: unique.map((l) => l.en).join(' / ') },
    of: dimension?.label ?? both(target.variable),
  }
}

export type Candidate = {
  choice: string
  text: Bilingual
  of: Bilingual
  key: string
  title: string
  path: string
  keywords: string
}

const versionOf = (key: string): string => (key.includes('@') ? key.slice(key.lastIndexOf('@') + 1) : '')
/** "R6 (2004)"; categories without a code of their own have none to show. */
const codeText = (key: string): string => (key.startsWith('#') ? '' : key.replace(/@(.*)$/, ' ($1)'))

/** Everything a label can be bound to, for searching: by name without diacritics, or by code. A unit of several versions stands once:
 * choosing it binds all of them. */
export const candidates = (targets: BindTargets): Candidate[] =>
  [
    ...new Map(
      [
        ...targets.dimensions.flatMap((d) => {
          const named = new Map<string, string[]>()
          for (const { key, label } of d.categories) named.set(label.vi, [...(named.get(label.vi) ?? []), key])
          return d.categories.flatMap(({ key, label }): Candidate[] => {
            const same = named.get(label.vi) ?? [key]
            const once = new Set(same.map(versionOf)).size === same.length
            if (once && same[0] !== key) return []
            const keys = once ? same : [key]
            return [
              {
                choice: `${d.variable}=${key}`,
                text: label,
                of: d.label,
                key: keys.map(codeText).filter(Boolean).join(', '),
                title: label.vi,
                path: `${label.en} ${d.label.vi}`,
                keywords: keys.join(' ').replaceAll('@', ' '),
              },
            ]
          })
        }),
        ...targets.measures.map((m): Candidate => ({
          choice: `measure=${m.id}`,
          text: m.label,
          of: both(''),
          key: m.id,
          title: m.label.vi,
          path: m.label.en,
          keywords: m.id,
        })),
        // "Not stated" of two levels of one variable is one choice.
      ]
        .toReversed()
        .map((c) => [c.choice, c]),
    ).values(),
  ].toReversed()

/** What the engine thought likely, each name once; a successor of an ended unit is told apart, not offered. */
export const offered = (binding: LabelBinding): LabelBinding['suggestions'] =>
  [
    ...new Map(
      binding.suggestions
        .filter((s) => s.variable !== '')
        .toReversed()
        .map((s) => [`${s.variable} ${s.label.vi}`, s]),
    ).values(),
  ].toReversed()

export const searchCandidates = (all: readonly Candidate[], query: string, limit = 60): Candidate[] =>
  foldText(query).trim() === '' ? all.slice(0, limit) : rank(all, query, limit)
