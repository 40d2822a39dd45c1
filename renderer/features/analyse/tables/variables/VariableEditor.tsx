// A variable made on the spot, being written: name, what it is made of, and at once what it does to the records.
// In: builder and the draft. Out: one edit that puts it in the table, or a variable saved in the workspace.
import { Button, Spinner } from '@fluentui/react-components'
import { SaveRegular } from '@fluentui/react-icons'
import { useEffect, useRef, useState } from 'react'
import { toFailureValue } from '#shared/model/failure.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import { derivedVariableSchema } from '#shared/model/variable.ts'
import type { DerivedVariable } from '#shared/model/variable.ts'
import { call } from '../../../../bridge/client.ts'
import { queryClient } from '../../../../bridge/queries.ts'
import { useAnnounce } from '../../../../components/announce.tsx'
import { ErrorPanel } from '../../../../components/ErrorPanel.tsx'
import { BilingualField } from '../../../../components/Field.tsx'
import { Inspector, Section } from '../../../../components/Panel.tsx'
import { useTexts } from '../../../../i18n/index.ts'
import { innerEnd } from '../model/edit.ts'
import type { TableEdit } from '../model/edit.ts'
import { fieldName } from '../names.ts'
import type { VariableEditing } from '../sessions.ts'
import type { Builder } from '../useBuilder.ts'
import { BandsEditor } from './BandsEditor.tsx'
import { ExpressionEditor } from './ExpressionEditor.tsx'
import { QuantileEditor, TopEditor } from './CountEditors.tsx'
import { RecodeEditor } from './RecodeEditor.tsx'
import { UsesSection } from './UsesSection.tsx'
import { useVariablePreview } from './useVariablePreview.ts'
import { PreviewList } from './PreviewList.tsx'

export const VariableEditor = ({ builder, editing }: { builder: Builder; editing: VariableEditing }) => {
  const { t, language } = useTexts('tables')
  const { definition, edit, fields, change } = builder
  const announce = useAnnounce()
  const [failure, setFailure] = useState<FailureValue | null>(null)
  const draft = editing.variable
  const root = useRef<HTMLDivElement>(null)
  // A group just made is named at once; any other draft begins with its first field.
  useEffect(() => {
    root.current?.querySelector<HTMLInputElement>('.tb-group input, .tb-code textarea, input')?.focus()
  }, [])
  const set = (variable: DerivedVariable): void => {
    setFailure(null)
    change({ editing: { ...editing, variable } })
  }
  const { value: preview, failure: previewFailure, running } = useVariablePreview(definition, draft)
  const complete = derivedVariableSchema.safeParse(draft).success
  const close = (): void => change({ editing: null })

  /** In the place of what it is made of; else as an inner row variable. */
  const intoTable = (): TableEdit[] => {
    const { place } = editing
    const used =
      [...definition.rows, ...definition.columns, ...definition.layers].some((d) => d.variable === draft.id) ||
      definition.measures.some((m) => 'variable' in m && m.variable === draft.id)
    if (used) return []
    return place
      ? [{ type: 'replaceDimension', place, variable: draft.id }]
      : [{ type: 'addDimension', to: innerEnd(definition, 'rows'), variable: draft.id }]
  }
  const apply = (): void => {
    edit({ type: 'together', edits: [{ type: 'putVariable', variable: draft }, ...intoTable()] })
    announce(t('variableApplied', { name: draft.label[language] }))
    close()
  }
  const save = async (): Promise<void> => {
    try {
      await call('definitions.save', { definition: draft })
      await queryClient.invalidateQueries({
        predicate: ({ queryKey }) => /^(definitions|variables)\./.test(String(queryKey[0])),
      })
      edit({ type: 'together', edits: [...intoTable(), { type: 'dropVariable', id: draft.id }] })
      builder.runAgain()
      announce(t('variableSaved', { name: draft.label[language] }))
      close()
    } catch (thrown) {
      setFailure(toFailureValue(thrown))
    }
  }
  const of = 'of' in draft ? draft.of : null
  const workspace = editing.scope === 'workspace'
  return (
    <div
      ref={root}
      className="tb-editor"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) {
          event.stopPropagation()
          close()
        }
      }}
    >
      <Inspector title={editing.isNew ? t(`making.${draft.method}`) : t('editVariable')} onClose={close}>
        {of !== null && <p className="sd-muted tb-small">{t('madeFrom', { name: fieldName(fields, of, language) })}</p>}
        <BilingualField label={t('variableLabel')} value={draft.label} onChange={(label) => set({ ...draft, label })} />
        {draft.method === 'recode' && <RecodeEditor builder={builder} variable={draft} onChange={set} />}
        {draft.method === 'bands' && (
          <BandsEditor builder={builder} variable={draft} preview={preview} onChange={set} />
        )}
        {draft.method === 'quantile_bands' && <QuantileEditor builder={builder} variable={draft} onChange={set} />}
        {draft.method === 'top' && <TopEditor builder={builder} variable={draft} onChange={set} />}
        {draft.method === 'expression' && <ExpressionEditor builder={builder} variable={draft} onChange={set} />}
        <Section
          title={t('previewTitle')}
          actions={running ? <Spinner size="extra-tiny" aria-label={t('running')} /> : undefined}
        >
          {previewFailure ? (
            <ErrorPanel failure={previewFailure} />
          ) : preview && complete ? (
            <PreviewList preview={preview} />
          ) : (
            <p className="sd-muted tb-small">{t('previewNone')}</p>
          )}
        </Section>
        {failure && <ErrorPanel failure={failure} onDismiss={() => setFailure(null)} />}
        {workspace && !editing.isNew && <UsesSection builder={builder} id={draft.id} onRemoved={close} />}
        <div className="tb-buttons tb-buttons--end">
          {!workspace && (
            <Button size="small" appearance="primary" disabled={!complete} onClick={apply}>
              {t('applyVariable')}
            </Button>
          )}
          <Button
            size="small"
            appearance={workspace ? 'primary' : 'secondary'}
            icon={<SaveRegular />}
            disabled={!complete}
            onClick={() => void save()}
          >
            {t(workspace ? 'saveVariable' : 'saveVariableToWorkspace')}
          </Button>
          <Button size="small" onClick={close}>
            {t('cancelVariable')}
          </Button>
        </div>
        {workspace && <p className="sd-muted tb-small">{t('savedChangesAll')}</p>}
      </Inspector>
    </div>
  )
}
