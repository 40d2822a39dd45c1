// The variables of an export of records, ticked; those that never leave stand among them with the reason. In: groups.
// Out: a choice.
import { Badge, Button, Checkbox } from '@fluentui/react-components'
import { LockClosedRegular } from '@fluentui/react-icons'
import { useId, useState } from 'react'
import { foldText } from '#shared/format/foldText.ts'
import { SearchField } from '../../../components/SearchField.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { withVariable } from './exportable.ts'
import type { ExportGroup } from './exportable.ts'

export const VariableChoice = ({
  groups,
  chosen,
  locked,
  onChange,
}: {
  groups: readonly ExportGroup[]
  chosen: readonly string[]
  locked: boolean
  onChange: (chosen: string[]) => void
}) => {
  const { t, label } = useTexts('files')
  const id = useId()
  const [search, setSearch] = useState('')
  const sought = foldText(search.trim())
  const shown = groups
    .map((g) => ({
      ...g,
      variables: g.variables.filter((v) =>
        locked ? chosen.includes(v.ref) : sought === '' || foldText(`${v.ref} ${label(v.label)}`).includes(sought),
      ),
    }))
    .filter((g) => g.variables.length > 0)
  const own = groups[0]?.variables.filter((v) => v.withheld === null).map((v) => v.ref) ?? []
  return (
    <fieldset className="rx-variables" aria-describedby={id}>
      <legend>{t('records.variables', { count: chosen.length })}</legend>
      {!locked && (
        <div className="rx-tools">
          <SearchField label={t('records.search')} value={search} onChange={setSearch} />
          <Button size="small" appearance="subtle" onClick={() => onChange(own)}>
            {t('records.all')}
          </Button>
          <Button size="small" appearance="subtle" onClick={() => onChange([])}>
            {t('records.none')}
          </Button>
        </div>
      )}
      <div className={locked ? 'rx-list rx-list--short' : 'rx-list'}>
        {shown.map((group) => (
          <div key={group.link ?? ''} role="group" aria-label={label(group.label) || t('records.own')}>
            {group.link !== null && <p className="rx-heading">{t('records.across', { link: label(group.label) })}</p>}
            {group.variables.map((v) =>
              v.withheld === null ? (
                <Checkbox
                  key={v.ref}
                  size="medium"
                  className="sd-check rx-variable"
                  checked={chosen.includes(v.ref)}
                  disabled={locked}
                  onChange={(_e, d) => onChange(withVariable(chosen, v.ref, d.checked === true))}
                  label={
                    <>
                      {label(v.label)} <span className="sd-code">{v.ref}</span>
                      {v.sensitivity !== 'none' && (
                        <Badge appearance="tint" size="small" color="danger" className="rx-badge">
                          {t(`datasets:sensitivity.${v.sensitivity}`)}
                        </Badge>
                      )}
                    </>
                  }
                />
              ) : (
                <div key={v.ref} className="rx-withheld">
                  <LockClosedRegular aria-hidden="true" />
                  <span>
                    {label(v.label)} <span className="sd-code">{v.ref}</span>
                  </span>
                  <span className="rx-why">{t(`records.withheld.${v.withheld}`)}</span>
                </div>
              ),
            )}
          </div>
        ))}
      </div>
      <p id={id} className="ex-text sd-muted">
        {t('records.never')}
      </p>
    </fieldset>
  )
}
