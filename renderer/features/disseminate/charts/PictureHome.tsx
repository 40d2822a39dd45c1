// The home of charts and of maps: what is saved, and the table or indicator a new one draws. In: how it looks and
// begins. Out: documents.
import { useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import type { Language } from '#shared/model/text.ts'
import { useDefinitions } from '../../../bridge/queries.ts'
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx'
import { ChoiceField } from '../../../components/Field.tsx'
import { useCommand } from '../../../components/useCommand.ts'
import { useTexts } from '../../../i18n/index.ts'
import { DefinitionList } from '../../process/definitions/DefinitionList.tsx'
import type { PictureSource } from '../../process/definitions/newPicture.ts'
import type { PictureFeature } from './usePicture.tsx'

export type PictureHomeProps = {
  kind: 'chart' | 'map'
  feature: PictureFeature
  icon: ReactElement
  active: boolean
  nameOf: (source: PictureSource) => string
  begin: (source: PictureSource, language: Language) => void
  children?: ReactNode
}

export const PictureHome = ({ kind, feature, icon, active, nameOf, begin, children }: PictureHomeProps) => {
  const { t, language } = useTexts(feature)
  const definitions = useDefinitions().data ?? []
  const sources = definitions.flatMap(({ kind: from, id, title }): PictureSource[] =>
    from === 'table' || from === 'indicator' ? [{ kind: from, id, title }] : [],
  )
  const [choosing, setChoosing] = useState(false)
  const [chosen, setChosen] = useState('')
  const source = sources.find((s) => `${s.kind}:${s.id}` === chosen) ?? sources[0]
  const choose = (): void => setChoosing(true)
  useCommand(
    {
      id: `${feature}.new`,
      title: t('new'),
      shortcut: 'Ctrl+N',
      menu: 'file',
      group: 'new',
      enabled: sources.length > 0,
      run: choose,
    },
    active,
  )
  return (
    <>
      <DefinitionList
        kind={kind}
        feature={feature}
        title={t('screen')}
        icon={icon}
        empty={{ title: t('emptyTitle'), text: sources.length > 0 ? t('emptyText') : t('noSource') }}
        newLabel={t('new')}
        newDisabled={sources.length === 0}
        onNew={choose}
        about={{
          header: t('source'),
          text: ({ definition }) => {
            if (definition.kind !== 'chart' && definition.kind !== 'map') return ''
            const { from, id } = definition.source
            const found = sources.find((s) => s.kind === from && s.id === id)
            return found ? nameOf(found) : id
          },
        }}
      >
        {children}
      </DefinitionList>
      <ConfirmDialog
        open={choosing}
        title={t('new')}
        confirmLabel={t('start')}
        confirmDisabled={!source}
        onCancel={() => setChoosing(false)}
        onConfirm={() => {
          setChoosing(false)
          if (source) begin(source, language)
        }}
      >
        <ChoiceField
          label={t('chooseSource')}
          value={source ? `${source.kind}:${source.id}` : ''}
          onChange={setChosen}
          options={sources.map((s) => ({ value: `${s.kind}:${s.id}`, label: nameOf(s) }))}
        />
      </ConfirmDialog>
    </>
  )
}
