// The variables made on the spot that this table can use: its own and those of the workspace, to edit or to take out.
// In: builder. Out: the editor opened, edits.
import { Button } from '@fluentui/react-components'
import { AddRegular, DeleteRegular, EditRegular } from '@fluentui/react-icons'
import { Section } from '../../../../components/Panel.tsx'
import { useTexts } from '../../../../i18n/index.ts'
import type { Builder } from '../useBuilder.ts'
import { startVariable } from './startVariable.ts'

export const MadeVariablesSection = ({ builder }: { builder: Builder }) => {
  const { t, label } = useTexts('tables')
  const { fields, edit, change } = builder
  const made = [...fields.values()].flatMap((field) => (field.made ? [field.made] : []))
  return (
    <Section
      title={t('madeVariables', { count: made.length })}
      actions={
        <Button
          size="small"
          appearance="subtle"
          icon={<AddRegular />}
          aria-label={t('newExpression')}
          title={t('newExpression')}
          onClick={() => change({ editing: startVariable(builder, 'expression', null, null) })}
        />
      }
    >
      {made.map((one) => (
        <div key={one.definition.id} className="tb-note">
          <span className="tb-note__subject">{label(one.definition.label)}</span>
          <span className="tb-note__text">
            {t(`making.${one.definition.method}`)} · {t(`scopes.${one.scope}`)}
          </span>
          <Button
            size="small"
            appearance="subtle"
            icon={<EditRegular />}
            aria-label={t('editNamed', { name: label(one.definition.label) })}
            onClick={() =>
              change({ editing: { variable: one.definition, isNew: false, scope: one.scope, place: null } })
            }
          />
          {one.scope === 'table' && (
            <Button
              size="small"
              appearance="subtle"
              icon={<DeleteRegular />}
              aria-label={t('removeNamed', { name: label(one.definition.label) })}
              onClick={() => edit({ type: 'removeVariable', variable: one.definition.id })}
            />
          )}
        </div>
      ))}
    </Section>
  )
}
