// What can be done with a variable of the list: to rows, columns, layers, inside or beside; a measure; a variable made
// of it. In: builder and the line. Out: edits. Nothing here that a drag alone could do.
import {
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components'
import { useTexts } from '../../../../i18n/index.ts'
import { axes } from '../model/edit.ts'
import type { FieldLine } from '../model/fieldList.ts'
import { canBeDimension, recordMeasure, statisticsFor } from '../model/measureChoice.ts'
import type { Builder } from '../useBuilder.ts'
import { startVariable } from '../variables/startVariable.ts'

export type Sendable = FieldLine & { kind: 'field' | 'level' }

type Props = {
  builder: Builder
  asked: { line: Sendable; target: HTMLElement } | null
  send: (line: Sendable, axis: (typeof axes)[number], beside?: boolean) => void
  onClose: () => void
}

export const FieldMenu = ({ builder, asked, send, onClose }: Props) => {
  const { t } = useTexts('tables')
  const { definition, edit, change } = builder
  return (
    <Menu
      open={asked !== null}
      onOpenChange={(_e, d) => {
        if (!d.open) {
          asked?.target.focus()
          onClose()
        }
      }}
      positioning={{ target: asked?.target ?? null, position: 'after', align: 'top' }}
    >
      <MenuTrigger disableButtonEnhancement>
        <span hidden />
      </MenuTrigger>
      <MenuPopover>
        {asked && (
          <MenuList>
            {canBeDimension(asked.line.field.variable) &&
              axes.map((axis) => (
                <MenuItem key={axis} onClick={() => send(asked.line, axis)}>
                  {t(definition[axis].length > 0 ? `toInside.${axis}` : `to.${axis}`)}
                </MenuItem>
              ))}
            {canBeDimension(asked.line.field.variable) &&
              axes
                .filter((axis) => definition[axis].length > 0)
                .map((axis) => (
                  <MenuItem key={`${axis}+`} onClick={() => send(asked.line, axis, true)}>
                    {t(`toBeside.${axis}`)}
                  </MenuItem>
                ))}
            {asked.line.kind === 'field' && statisticsFor(asked.line.field.variable).length > 0 && (
              <>
                {canBeDimension(asked.line.field.variable) && <MenuDivider />}
                <MenuGroup>
                  <MenuGroupHeader>{t('to.measure')}</MenuGroupHeader>
                  {statisticsFor(asked.line.field.variable).map((statistic) => (
                    <MenuItem
                      key={statistic}
                      onClick={() =>
                        edit({
                          type: 'addMeasure',
                          index: definition.measures.length,
                          measure: recordMeasure(statistic, asked.line.field.ref),
                        })
                      }
                    >
                      {statistic === 'percentile'
                        ? t('percentileName', { percentile: 90 })
                        : t(`statistic.${statistic}`)}
                    </MenuItem>
                  ))}
                </MenuGroup>
              </>
            )}
            {asked.line.kind === 'field' &&
              (asked.line.field.made || startVariable.makings(asked.line.field).length > 0) && (
                <>
                  <MenuDivider />
                  <MenuGroup>
                    <MenuGroupHeader>{t('makeVariable')}</MenuGroupHeader>
                    {startVariable.makings(asked.line.field).map((method) => (
                      <MenuItem
                        key={method}
                        onClick={() =>
                          change({
                            editing: startVariable(builder, method, asked.line.field, null),
                            panel: 'properties',
                          })
                        }
                      >
                        {t(`making.${method}`)}
                      </MenuItem>
                    ))}
                    {asked.line.field.made && (
                      <MenuItem
                        onClick={() => {
                          const made = asked.line.field.made
                          if (made)
                            change({
                              editing: { variable: made.definition, isNew: false, scope: made.scope, place: null },
                              panel: 'properties',
                            })
                        }}
                      >
                        {t('editVariable')}
                      </MenuItem>
                    )}
                  </MenuGroup>
                </>
              )}
          </MenuList>
        )}
      </MenuPopover>
    </Menu>
  )
}
