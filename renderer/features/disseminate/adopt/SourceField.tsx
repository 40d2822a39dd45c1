// Which table fills the sheet: the one drafted from it, those whose titles are alike, all others. In: the adoption.
// Out: the choice.
import { Select } from '@fluentui/react-components'
import { Field } from '../../../components/Field.tsx'
import { useTexts } from '../../../i18n/index.ts'
import type { TableSource } from './model/sources.ts'
import type { Adoption } from './useAdoption.ts'

/** From here on a title is worth standing apart as a likely one. */
const likely = 0.5

export const SourceField = ({ adoption }: { adoption: Adoption }) => {
  const { t, label } = useTexts('adopt')
  const { sources, source, setSource } = adoption
  const groups: [string, TableSource[]][] = [
    ['draft', sources.filter((s) => s.kind === 'draft')],
    ['likely', sources.filter((s) => s.kind !== 'draft' && s.likeness >= likely)],
    ['saved', sources.filter((s) => s.kind === 'saved' && s.likeness < likely)],
    ['library', sources.filter((s) => s.kind === 'library' && s.likeness < likely)],
  ]
  const nameOf = (of: TableSource, group: string): string => {
    if (of.kind === 'draft') return t('drafted')
    const title = label(of.definition.title)
    return of.kind === 'library' && group === 'likely' ? t('fromLibrary', { title }) : title
  }
  return (
    <Field label={t('table')}>
      <Select
        size="small"
        value={source?.id ?? ''}
        disabled={sources.length === 0}
        onChange={(_e, d) => setSource(d.value)}
      >
        {source === null && <option value="">{t('noTable')}</option>}
        {groups
          .filter(([, of]) => of.length > 0)
          .map(([name, of]) => (
            <optgroup key={name} label={t(`sources.${name}`)}>
              {of.map((s) => (
                <option key={s.id} value={s.id}>
                  {nameOf(s, name)}
                </option>
              ))}
            </optgroup>
          ))}
      </Select>
    </Field>
  )
}
