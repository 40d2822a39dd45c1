// Where a saved variable is used, and its removal: refused while it is used, unless the user says so knowing where.
// In: builder, the variable. Out: a removal.
import { Button } from '@fluentui/react-components'
import { DeleteRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { call } from '../../../../bridge/client.ts'
import { useCall } from '../../../../bridge/queries.ts'
import { ConfirmDialog } from '../../../../components/ConfirmDialog.tsx'
import { notifyFailure } from '../../../../components/notices.ts'
import { Section } from '../../../../components/Panel.tsx'
import { useTexts } from '../../../../i18n/index.ts'
import { featureOf } from '../../../process/definitions/titles.ts'
import { useWorkbench } from '../../../../app/workbench.ts'
import type { Builder } from '../useBuilder.ts'

export const UsesSection = ({ builder, id, onRemoved }: { builder: Builder; id: string; onRemoved: () => void }) => {
  const { t, label } = useTexts('tables')
  const uses = useCall('definitions.uses', { kind: 'variable', id })
  const [asking, setAsking] = useState(false)
  const users = uses.data ?? []
  const remove = async (): Promise<void> => {
    setAsking(false)
    try {
      await call('definitions.remove', { kind: 'variable', id, force: users.length > 0 })
      builder.refetch()
      onRemoved()
    } catch (thrown) {
      notifyFailure(thrown)
    }
  }
  return (
    <Section title={t('uses', { count: users.length })}>
      {users.length === 0 && uses.data && <p className="sd-muted tb-small">{t('unused')}</p>}
      <ul className="sd-plain-list">
        {users.map((use) => (
          <li key={`${use.kind}:${use.id}`}>
            <button
              type="button"
              className="tb-link"
              onClick={() => {
                const feature = featureOf(use.kind)
                if (feature)
                  useWorkbench.getState().openDocument({ feature, documentId: use.id, title: label(use.title) })
              }}
            >
              {label(use.title) || use.id}
            </button>
            <span className="sd-muted">
              {' '}
              · {t(`kinds.${use.kind}`)}
              {use.through.length > 0
                ? ` · ${t('through', { name: use.through.map((step) => label(step.title) || step.id).join(' → ') })}`
                : ''}
            </span>
          </li>
        ))}
      </ul>
      <Button size="small" icon={<DeleteRegular />} onClick={() => setAsking(true)}>
        {t('removeSaved')}
      </Button>
      <ConfirmDialog
        open={asking}
        danger
        title={t('removeSaved')}
        confirmLabel={t('removeSaved')}
        onConfirm={() => void remove()}
        onCancel={() => setAsking(false)}
      >
        {users.length > 0
          ? t('removeUsed', { count: users.length, names: users.map((use) => label(use.title) || use.id).join(', ') })
          : t('removeUnused')}
      </ConfirmDialog>
    </Section>
  )
}
