// Labels that a survey program writes into a Stata command file beside its tab-delimited export. In: the text of a .do
// file. Out: labels of variables and values, by the variable's name in small letters. Commands are read, never run.
import type { SourceColumn, ValueLabel } from '../types.ts'

const unquote = (text: string): string => {
  const compound = /^`"([\s\S]*)"'$/.exec(text)
  if (compound) return compound[1] ?? ''
  return /^"([\s\S]*)"$/.exec(text)?.[1] ?? text
}

const quotedText = '`"[\\s\\S]*?"\'|"[^"]*"'

export const doLabels = (text: string): Map<string, Partial<SourceColumn>> => {
  const sets = new Map<string, ValueLabel[]>()
  const found = new Map<string, Partial<SourceColumn>>()
  // Commands run over lines that end with three slashes.
  const joined = text.replace(/\/\/\/[^\n]*\r?\n/g, ' ')
  for (const raw of joined.split(/\r?\n/)) {
    const line = raw.trim()
    const define = /^la(?:b|be|bel)?\s+de(?:f|fi|fin|fine)?\s+(\S+)\s+([\s\S]*)$/.exec(line)
    if (define) {
      const labels = sets.get(define[1] ?? '') ?? []
      for (const [, value = '', label = ''] of (define[2] ?? '').matchAll(
        new RegExp(`(-?\\d+)\\s+(${quotedText})`, 'g'),
      ))
        labels.push({ value, label: unquote(label).normalize('NFC') })
      sets.set(define[1] ?? '', labels)
      continue
    }
    const variable = new RegExp(
      `^la(?:b|be|bel)?\\s+va(?:r|ri|ria|riab|riabl|riable)\\s+(\\S+)\\s+(${quotedText})`,
    ).exec(line)
    if (variable) {
      const name = (variable[1] ?? '').toLowerCase()
      found.set(name, { ...found.get(name), label: unquote(variable[2] ?? '').normalize('NFC') })
      continue
    }
    const values = /^la(?:b|be|bel)?\s+val(?:u|ue|ues)?\s+(.+?)\s+(\S+)$/.exec(line)
    if (values)
      for (const name of (values[1] ?? '').toLowerCase().split(/\s+/))
        found.set(name, { ...found.get(name), valueLabels: sets.get(values[2] ?? '') ?? [] })
  }
  return found
}
