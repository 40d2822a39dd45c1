// Code lists are written as small tables of "code|Vietnamese|English|parent" lines. In: such text. Out: code items and versions.
// Never a file: the short lists live in the program, the long ones reach a workspace as imported packages.
import { withoutMarks } from '#shared/format/foldText.ts'
import type { CodeItem, CodeListVersion } from '#shared/model/codeList.ts'
import { bilingual } from '#shared/model/text.ts'
import type { Bilingual } from '#shared/model/text.ts'

/** Rows of a table, each with its trimmed fields; empty lines are skipped. */
export const tableRows = (text: string): string[][] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => line.split('|').map((field) => field.trim()))

/** Items of one level. A missing English name is the Vietnamese one without diacritics. */
export const items = (level: string, text: string): CodeItem[] =>
  tableRows(text).map(([code = '', vi = '', en = '', parent = '']) => ({
    code,
    label: bilingual(vi, en === '' ? withoutMarks(vi) : en),
    level,
    parent: parent === '' ? null : parent,
  }))

export type Level = { id: string; label: Bilingual }
export const level = (id: string, vi: string, en: string): Level => ({ id, label: bilingual(vi, en) })

/**
 * A version of a list; levels and items from the most detailed to the most aggregate, in the order they are printed.
 */
export const version = (
  list: string,
  name: string,
  label: Bilingual,
  levels: Level[],
  all: CodeItem[],
  validity: { from?: string; to?: string } = {},
): CodeListVersion => ({
  list,
  version: name,
  label,
  validFrom: validity.from ?? null,
  validTo: validity.to ?? null,
  levels,
  items: all,
})

/** A list of one level that has not changed within the program's memory. */
export const flatList = (list: string, vi: string, en: string, text: string): CodeListVersion =>
  version(list, 'current', bilingual(vi, en), [level(list, vi, en)], items(list, text))
